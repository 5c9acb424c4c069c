using FederatedGateway.Testing;

namespace FederatedGateway.InteropTests;

/// <summary>Tests of gateways that trust the foreign issuer, one issuer for a class. Skipped with the reason where it cannot run.</summary>
public abstract class ForeignTrust(ForeignIssuer issuer) : IClassFixture<ForeignIssuer>, IAsyncLifetime
{
    protected const string Functions = "/system/functions";

    protected ForeignIssuer Issuer { get; } = issuer;

    public async ValueTask InitializeAsync() => await Issuer.StartAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A gateway that is the resource of that kind.</summary>
    protected Task<World> StartWorldAsync(string kind = "RS256", Action<WorldPlan>? change = null) => World.StartAsync(plan =>
    {
        plan.Set("issuer", Issuer.Address).Set("audience", ForeignIssuer.Resource(kind));
        change?.Invoke(plan);
    });

    protected static Task<RawResponse> ListFunctionsAsync(World world, string token) => world.Call("GET", Functions).Bearer(token).SendAsync();
}
