using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>The tokens that real issuers send must get through in the mode that promises it.</summary>
public sealed class AcceptedTokens(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private static readonly Dictionary<string, Func<TokenForge, Token>> Cases = new()
    {
        ["Keycloak with an audience mapper"] = f => f.Keycloak(),
        ["Keycloak as documented: aud is account, azp is the client"] = f => f.KeycloakAsDocumented(),
        ["Keycloak without aud"] = f => f.KeycloakWithoutAud(),
        ["Keycloak 17: clientId beside azp"] = f => f.KeycloakAsDocumented().Remove("client_id").Set("clientId", WorldPlan.Audience),
        ["Keycloak 26 with minimal scopes: the jti says client credentials"] =
            f => f.KeycloakAsDocumented().Remove("preferred_username").Remove("client_id").Set("jti", "trrtcc:9d3d"),
        ["Auth0"] = f => f.Auth0(),
        ["Auth0 with its RFC 9068 profile"] = f => f.Auth0().SetHeader("typ", "at+jwt").Remove("azp").Set("client_id", "OOZH6s5s"),
        ["Okta: no typ, cid, scp as an array"] = f => f.Okta(),
        ["Cognito: no aud, client_id is sub"] = f => f.Cognito(),
        ["Hydra: an empty aud"] = f => f.Hydra(),
        ["RFC 9068"] = f => f.Rfc9068(),
        ["typ application/at+jwt"] = f => f.Rfc9068().SetHeader("typ", "application/at+jwt"),
        ["typ AT+JWT, for media types have no case"] = f => f.Rfc9068().SetHeader("typ", "AT+JWT"),
        ["at+jwt without client_id, in compat"] = f => f.Rfc9068().Remove("client_id"),
        ["typ jwt in lower case"] = f => f.Keycloak().SetHeader("typ", "jwt"),
        ["no typ"] = f => f.Keycloak().RemoveHeader("typ"),
        ["no kid, with one key published"] = f => f.Keycloak().RemoveHeader("kid"),
        ["a fractional exp"] = f => f.Keycloak().Set("exp", TokenForge.Now + 300.5),
        ["expired 10 s ago, within the skew"] = f => f.Keycloak().Set("iat", TokenForge.Now - 310).Set("exp", TokenForge.Now - 10),
        ["nbf 15 s ahead, within the skew"] = f => f.Keycloak().Set("nbf", TokenForge.Now + 15),
        ["nbf 0 of an old Keycloak"] = f => f.Keycloak().Set("nbf", 0),
        ["at_hash and auth_time, as Dex and authentik send"] = f => f.Keycloak().Set("at_hash", "x").Set("auth_time", TokenForge.Now),
    };

    private readonly World _world = shared.Fresh();

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_good_token_passes(string name) =>
        Expect.Passed(await _world.Call("GET", "/system/functions").Bearer(Cases[name](_world.Forge)).SendAsync(), _world);

    [Theory]
    [InlineData("bearer ")]
    [InlineData("BEARER ")]
    [InlineData("Bearer  ")]
    public async Task The_scheme_has_no_case_and_may_be_followed_by_several_blanks(string scheme) =>
        Expect.Passed(await _world.Call("GET", "/system/functions").Header($"Authorization: {scheme}{_world.Token().Compact()}").SendAsync(), _world);

    [Theory]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task Every_algorithm_of_the_default_list_is_accepted(string algorithm)
    {
        var key = algorithm[0] == 'E' ? SigningKey.NewEc("other") : SigningKey.Shared(2) with { Kid = "other", Algorithm = algorithm };
        await using var world = await World.StartAsync(w => w.WithIssuer(i => i.Rotate(key)));
        Expect.Passed(await world.CallWithToken("GET", "/system/functions").SendAsync(), world);
    }

    [Fact]
    public async Task An_issuer_with_a_trailing_slash_is_compared_with_it()
    {
        await using var world = await World.StartAsync(w => w.IssuerAt("/"));
        Expect.Passed(await world.Call("GET", "/system/functions").Bearer(world.Forge.Auth0()).SendAsync(), world);

        var without = world.Forge.Auth0().Set("iss", world.Issuer.Issuer.TrimEnd('/'));
        Expect.TokenRefused(await world.Call("GET", "/system/functions").Bearer(without).SendAsync(), "issuer_mismatch");
    }

    [Fact]
    public async Task Any_audience_of_the_list_is_accepted()
    {
        await using var world = await World.StartAsync(w => w.Set("audience", "one.example.com,two.example.com").AudienceMode("strict"));
        foreach (var audience in new[] { "one.example.com", "two.example.com" })
            Assert.Equal(200, (await world.Call("GET", "/system/functions").Bearer(world.Token().Set("aud", audience)).SendAsync()).Status);

        Expect.TokenRefused(await world.CallWithToken("GET", "/system/functions").SendAsync(), "audience_mismatch");
    }

    [Fact]
    public async Task A_match_by_client_warns()
    {
        await using var world = await World.StartAsync();
        Expect.Passed(await world.Call("GET", "/system/functions").Bearer(world.Forge.KeycloakAsDocumented()).SendAsync(), world);
        await Eventually.TrueAsync(() => world.Log.Text.Contains("audience_mode", StringComparison.Ordinal), "the log says how to become strict");
    }
}
