using FederatedGateway.Testing;

namespace FederatedGateway.InteropTests;

/// <summary>The gateway trusts an issuer it was not written against: that it is OIDC, not our idea of it.</summary>
public sealed class ForeignIssuerTests(ForeignIssuer issuer) : ForeignTrust(issuer)
{
    [Theory]
    [InlineData("RS256", "compat")]
    [InlineData("PS256", "compat")]
    [InlineData("ES256", "compat")]
    [InlineData("RS256", "strict")]
    [InlineData("PS256", "strict")]
    [InlineData("ES256", "strict")]
    public async Task A_token_for_this_gateway_reaches_openfaas(string algorithm, string mode)
    {
        await using var world = await StartWorldAsync(algorithm, plan => plan.AudienceMode(mode));
        var answer = await ListFunctionsAsync(world, await Issuer.TokenAsync(algorithm));

        Assert.Equal((200, "ok"), (answer.Status, answer.Text));
        Assert.Equal([world.Upstream.BasicValue], world.Upstream.Only.Values("Authorization"));
    }

    [Theory]
    [InlineData("EdDSA")]
    [InlineData("Ed25519")]
    public async Task A_token_with_an_edwards_curve_reaches_openfaas_where_that_is_asked_for(string algorithm)
    {
        await using var world = await StartWorldAsync(algorithm, plan => plan.Set("algorithms", "RS256,EdDSA,Ed25519"));
        Assert.Equal(200, (await ListFunctionsAsync(world, await Issuer.TokenAsync(algorithm))).Status);
    }

    [Fact]
    public async Task A_token_obtained_with_the_secret_in_the_form_is_as_good()
    {
        await using var world = await StartWorldAsync();
        Assert.Equal(200, (await ListFunctionsAsync(world, await Issuer.TokenByFormAsync("RS256"))).Status);
    }

    [Theory]
    [InlineData("EdDSA", "algorithm_refused")]
    [InlineData("Ed25519", "algorithm_refused")]
    [InlineData("HS256", "algorithm_refused")]
    [InlineData("encrypted", "token_malformed")]
    public async Task A_token_of_a_form_the_gateway_does_not_take_is_refused(string kind, string reason)
    {
        await using var world = await StartWorldAsync(kind);
        Refused(reason, await ListFunctionsAsync(world, await Issuer.TokenAsync(kind)), world);
    }

    [Theory]
    [InlineData("compat")]
    [InlineData("strict")]
    public async Task A_token_for_another_resource_is_refused(string mode)
    {
        await using var world = await StartWorldAsync(change: plan => plan.AudienceMode(mode));
        Refused("audience_mismatch", await ListFunctionsAsync(world, await Issuer.TokenAsync("elsewhere")), world);
    }

    [Fact]
    public async Task A_token_for_another_resource_is_refused_even_if_the_gateway_is_named_as_its_client()
    {
        await using var world = await StartWorldAsync(change: plan => plan.Set("audience", "with-basic"));
        Refused("audience_mismatch", await ListFunctionsAsync(world, await Issuer.TokenAsync("elsewhere")), world);
    }

    [Fact]
    public async Task An_opaque_token_is_refused_and_called_so()
    {
        await using var world = await StartWorldAsync();
        var answer = await ListFunctionsAsync(world, await Issuer.TokenForAsync(null, Issuer.Address + "/token"));

        Refused("token_malformed", answer, world);
        Assert.Contains("opaque", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_bound_to_its_senders_key_is_refused()
    {
        using var proof = new DpopProof();
        await using var world = await StartWorldAsync();
        var token = await Issuer.TokenForAsync(ForeignIssuer.Resource("RS256"), Issuer.Address + "/token", proof);

        Refused("sender_constrained", await ListFunctionsAsync(world, token), world);
    }

    [Fact]
    public async Task A_token_is_refused_once_it_has_expired()
    {
        await using var world = await StartWorldAsync("brief", plan => plan.Set("clock_skew", "0s"));
        var token = await Issuer.TokenAsync("brief");
        await Eventually.TrueAsync(async () => await ListFunctionsAsync(world, token) is { Status: 401, Reason: "token_expired" }, "the token expires");
    }

    private static void Refused(string reason, RawResponse answer, World world)
    {
        Assert.Equal((401, reason), (answer.Status, answer.Reason));
        Assert.Empty(world.Upstream.Requests);
    }
}
