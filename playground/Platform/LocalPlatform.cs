using System.Globalization;
using FederatedGateway.Playground.Issuer;
using FederatedGateway.Playground.OpenFaas;

namespace FederatedGateway.Playground.Platform;

/// <summary>
/// Everything the playground runs: the issuer, OpenFaaS, the gateway as in production with invocation allowed, and a second one
/// that only manages. Disposing it stops all and deletes the secrets.
/// </summary>
internal sealed class LocalPlatform : IAsyncDisposable
{
    private readonly List<GatewayServer> _gateways = [];
    private SecretFolder? _secrets;

    private LocalPlatform(Options options, WarningLog log)
    {
        Issuer = new IssuerServer(options.Claims, options.Issuer.Number, log.Configure);
        OpenFaas = new OpenFaasServer(options.OpenFaas.Number, TimeProvider.System, log.Configure);
    }

    public IssuerServer Issuer { get; }

    public OpenFaasServer OpenFaas { get; }

    /// <summary>The gateway that also invokes functions.</summary>
    public string Gateway { get; private set; } = "";

    public string Health { get; private set; } = "";

    /// <summary>The gateway whose <c>allow_invoke</c> is off.</summary>
    public string ManagementGateway { get; private set; } = "";

    public static async Task<LocalPlatform> StartAsync(Options options, WarningLog log, CancellationToken cancellationToken)
    {
        var platform = new LocalPlatform(options, log);
        try
        {
            await platform.StartServersAsync(options, log, cancellationToken);
            return platform;
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // The gateways go first: they must not find their upstream gone.
            foreach (var gateway in _gateways)
            {
                await gateway.StopAsync();
                await gateway.DisposeAsync();
            }

            await OpenFaas.DisposeAsync();
            await Issuer.DisposeAsync();
        }
        finally
        {
            _secrets?.Dispose();
        }
    }

    private async Task StartServersAsync(Options options, WarningLog log, CancellationToken cancellationToken)
    {
        await Issuer.StartAsync(cancellationToken);
        await OpenFaas.StartAsync(cancellationToken);
        _secrets = new SecretFolder(OpenFaasServer.User, OpenFaas.Password);

        var gateway = await StartGatewayAsync(options.Gateway.Number, options.Health.Number, allowInvoke: true, log, cancellationToken);
        (Gateway, Health) = (Text(gateway.PublicAddress), Text(gateway.HealthAddress));
        var management = await StartGatewayAsync(port: 0, healthPort: 0, allowInvoke: false, log, cancellationToken);
        ManagementGateway = Text(management.PublicAddress);
        await Readiness.WaitAsync(gateway.HealthAddress, cancellationToken);
        await Readiness.WaitAsync(management.HealthAddress, cancellationToken);
    }

    private async Task<GatewayServer> StartGatewayAsync(
        int port, int healthPort, bool allowInvoke, WarningLog log, CancellationToken cancellationToken)
    {
        var gateway = GatewayServer.Create(
            new Dictionary<string, string>
            {
                ["listen_address"] = "127.0.0.1",
                ["port"] = port.ToString(CultureInfo.InvariantCulture),
                ["health_port"] = healthPort.ToString(CultureInfo.InvariantCulture),
                ["gateway_url"] = OpenFaas.Address,
                ["issuer"] = Issuer.Issuer,
                ["audience"] = Issuer.Clients.Good.Audience,
                ["allow_invoke"] = allowInvoke ? "true" : "false",
                ["secret_mount_path"] = _secrets!.Path,
                ["shutdown_delay"] = "0s",
                ["shutdown_timeout"] = "2s",
            },
            logging: log.Configure);
        _gateways.Add(gateway);
        await gateway.StartAsync(cancellationToken);
        return gateway;
    }

    private static string Text(Uri address) => address.AbsoluteUri.TrimEnd('/');
}
