using FederatedGateway.Testing;

namespace FederatedGateway.InteropTests;

/// <summary>The gateway trusts an issuer it was not written against: that it is OIDC, not our idea of it.</summary>
public sealed class ForeignIssuerTests : IAsyncLifetime
{
    private readonly ForeignIssuer _issuer = new();

    public async ValueTask InitializeAsync()
    {
        await NodeModules.RequireAsync();
        await _issuer.StartAsync();
    }

    [Theory]
    [InlineData("RS256", "compat")]
    [InlineData("PS256", "compat")]
    [InlineData("ES256", "compat")]
    [InlineData("RS256", "strict")]
    [InlineData("ES256", "strict")]
    public async Task A_token_of_the_foreign_issuer_reaches_openfaas(string algorithm, string mode)
    {
        await using var world = await StartAsync(plan => plan.AudienceMode(mode));
        var answer = await world.Call("GET", "/system/functions").Bearer(await _issuer.TokenAsync(algorithm)).SendAsync();

        Assert.Equal((200, "ok"), (answer.Status, answer.Text));
        Assert.StartsWith("Basic ", Assert.Single(world.Upstream.Only.Head.Values("Authorization")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_obtained_with_the_secret_in_the_form_is_as_good()
    {
        await using var world = await StartAsync();
        Assert.Equal(200, (await world.Call("GET", "/system/functions").Bearer(await _issuer.TokenAsync("RS256", post: true)).SendAsync()).Status);
    }

    [Theory]
    [InlineData("EdDSA", "algorithm_refused")]
    [InlineData("elsewhere", "audience_mismatch")]
    [InlineData(null, "token_malformed")]
    public async Task A_token_that_is_not_for_us_is_refused(string? resource, string reason)
    {
        await using var world = await StartAsync();
        var answer = await world.Call("GET", "/system/functions").Bearer(await _issuer.TokenAsync(resource)).SendAsync();

        Assert.Equal((401, reason), (answer.Status, answer.Reason));
        Assert.Empty(world.Upstream.Requests);
    }

    [Fact]
    public async Task A_token_is_refused_once_it_has_expired()
    {
        await using var world = await StartAsync(plan => plan.Set("clock_skew", "0s"));
        var token = await _issuer.TokenAsync("brief");
        await Eventually.TrueAsync(
            async () => (await world.Call("GET", "/system/functions").Bearer(token).SendAsync()).Reason == "token_expired",
            "the token expires");
    }

    [Fact]
    public async Task A_rotation_without_overlap_costs_no_request()
    {
        await using var world = await StartAsync();
        Assert.Equal(200, (await world.Call("GET", "/system/functions").Bearer(await _issuer.TokenAsync("RS256")).SendAsync()).Status);

        await _issuer.StopAsync();
        await _issuer.StartAsync();
        Assert.Equal(200, (await world.Call("GET", "/system/functions").Bearer(await _issuer.TokenAsync("RS256")).SendAsync()).Status);
    }

    [Fact]
    public async Task Curl_calls_openfaas_as_the_readme_says()
    {
        await using var world = await StartAsync();
        var (status, body) = await Curl.GetAsync(new Uri(world.Gateway.PublicAddress, "/system/functions"), await _issuer.TokenAsync("RS256"));

        Assert.Equal((200, "ok"), (status, body));
    }

    public ValueTask DisposeAsync() => _issuer.DisposeAsync();

    private Task<World> StartAsync(Action<WorldPlan>? change = null) => World.StartAsync(plan =>
    {
        plan.Set("issuer", _issuer.Address).Set("audience", ForeignIssuer.Audience);
        change?.Invoke(plan);
    });
}
