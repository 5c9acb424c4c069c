using System.Net;

namespace FederatedGateway.Testing;

/// <summary>
/// A gateway and everything around it, all on loopback: an issuer before it, an OpenFaaS behind it, its secret mount, its log.
/// Each world is a test's own.
/// </summary>
public sealed class World : IAsyncDisposable
{
    private RunningGateway? _gateway;

    private World(WorldPlan plan)
    {
        Issuer = new TestIssuer(plan.IssuerPath);
        plan.PrepareIssuer(Issuer);
        Forge = new TokenForge(Issuer.Issuer, WorldPlan.Audience, () => Issuer.Key);
    }

    public TestIssuer Issuer { get; }

    public TokenForge Forge { get; }

    public RecordingUpstream Upstream { get; } = RecordingUpstream.Start();

    public CredentialFolder Credential { get; } = new();

    public RunningGateway Gateway => _gateway ?? throw new InvalidOperationException("The gateway has not started.");

    public CapturedLog Log => Gateway.Log;

    /// <summary>An HTTP client of the public listener that adds nothing of its own: no redirects, cookies, proxies or decompression.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>The same for the health listener.</summary>
    public HttpClient Health { get; private set; } = null!;

    public static async Task<World> StartAsync(Action<WorldPlan>? change = null)
    {
        var plan = new WorldPlan();
        change?.Invoke(plan);
        var world = new World(plan);
        try
        {
            await world.StartAsync(plan);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>A token that is good in every mode.</summary>
    public Token Token() => Forge.Keycloak();

    /// <summary>A request to the public listener, written byte by byte.</summary>
    public WireRequest Call(string method, string target) => new(Gateway.PublicAddress, method, target);

    /// <summary>A request with a good token.</summary>
    public WireRequest CallWithToken(string method, string target) => Call(method, target).Bearer(Token());

    public Task<RawClient> ConnectAsync() => RawClient.ConnectAsync(Gateway.PublicAddress);

    public async Task<bool> IsReadyAsync()
    {
        using var answer = await Health.GetAsync("/readyz");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    public Task UntilReadyAsync() => Eventually.TrueAsync(IsReadyAsync, "the gateway becomes ready");

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        Health?.Dispose();
        if (_gateway is not null) await _gateway.DisposeAsync();
        await Upstream.DisposeAsync();
        await Issuer.DisposeAsync();
        Credential.Dispose();
    }

    private async Task StartAsync(WorldPlan plan)
    {
        plan.PrepareUpstream(Upstream);
        if (plan.IssuerIsUp) await Issuer.ComeUpAsync();
        if (plan.HasCredential) Credential.Write(Upstream.User, Upstream.Password);
        plan.Settings.TryAdd("gateway_url", Upstream.Address.OriginalString);
        plan.Settings.TryAdd("issuer", Issuer.Issuer);
        plan.Settings.TryAdd("secret_mount_path", Credential.Path);
        _gateway = plan.OwnProcess ? await GatewayProcess.StartAsync(plan.Settings) : await RunningGateway.StartAsync(plan.Settings);
        Client = NewClient(_gateway.PublicAddress);
        Health = NewClient(_gateway.HealthAddress);
        if (plan.WaitsUntilReady) await UntilReadyAsync();
    }

    private static HttpClient NewClient(Uri address) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = address,
            Timeout = Eventually.Limit,
        };
}
