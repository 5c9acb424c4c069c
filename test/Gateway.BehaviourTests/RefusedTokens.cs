using System.Text.Json.Nodes;
using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>Tokens that are not usable: 401, the challenge, the reason where the contract names one, and an upstream that saw nothing.</summary>
public sealed class RefusedTokens(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private static readonly Dictionary<string, (Func<TokenForge, string> Make, string[] Reasons)> Cases = new()
    {
        ["expired"] = (f => f.Keycloak().Set("iat", TokenForge.Now - 360).Set("exp", TokenForge.Now - 60).Compact(), ["token_expired"]),
        ["not yet valid"] = (f => f.Keycloak().Set("nbf", TokenForge.Now + 90).Compact(), ["token_not_yet_valid"]),
        ["issued tomorrow"] = (f => f.Keycloak().Set("iat", TokenForge.Now + 86400).Set("exp", TokenForge.Now + 86700).Compact(), []),
        ["valid for ten years"] = (f => f.Keycloak().Set("exp", TokenForge.Now + 315_360_000).Compact(), ["lifetime_too_long"]),
        ["exp in milliseconds"] = (f => f.Keycloak().Set("exp", (TokenForge.Now + 300) * 1000).Compact(), ["lifetime_too_long"]),
        ["no exp"] = (f => f.Keycloak().Remove("exp").Compact(), []),
        ["exp as a string"] = (f => f.Keycloak().Set("exp", $"{TokenForge.Now + 300}").Compact(), []),
        ["exp null"] = (f => f.Keycloak().Set("exp", null).Compact(), []),
        ["exp negative"] = (f => f.Keycloak().Set("exp", -1).Compact(), []),
        ["exp beyond every calendar"] = (f => f.Keycloak().Remove("exp").AppendToPayload("\"exp\":1e300").Compact(), []),
        ["exp with twenty digits"] = (f => f.Keycloak().Remove("exp").AppendToPayload("\"exp\":99999999999999999999").Compact(), []),
        ["exp before iat"] = (f => f.Keycloak().Set("iat", TokenForge.Now + 20).Set("exp", TokenForge.Now + 10).Compact(), []),
        ["another issuer"] = (f => f.Keycloak().Set("iss", "https://evil.example.com").Compact(), ["issuer_mismatch"]),
        ["issuer with one more slash"] = (f => f.Keycloak().RawPayload(p => p.Replace("/realms/openfaas\"", "/realms/openfaas/\"", StringComparison.Ordinal)).Compact(), ["issuer_mismatch"]),
        ["no issuer"] = (f => f.Keycloak().Remove("iss").Compact(), []),
        ["issuer as an array"] = (f => f.Keycloak().Set("iss", new JsonArray("x")).Compact(), []),
        ["another audience"] = (f => f.Auth0().Set("aud", "fed-gw.other.com").Compact(), ["audience_mismatch"]),
        ["audience with a slash more"] = (f => f.Auth0().Set("aud", WorldPlan.Audience + "/").Compact(), ["audience_mismatch"]),
        ["audience in another case"] = (f => f.Auth0().Set("aud", "Fed-Gw.example.com").Compact(), ["audience_mismatch"]),
        ["audience as a list in a string"] = (f => f.Auth0().Set("aud", WorldPlan.Audience + " other").Compact(), ["audience_mismatch"]),
        ["audience as a number"] = (f => f.Auth0().Set("aud", 7).Compact(), []),
        ["audience as an object"] = (f => f.Auth0().Set("aud", new JsonObject { [WorldPlan.Audience] = true }).Compact(), []),
        ["audience nested"] = (f => f.Auth0().Set("aud", new JsonArray(new JsonArray(WorldPlan.Audience))).Compact(), []),
        ["audience null, though the client is ours"] = (f => f.KeycloakAsDocumented().Set("aud", null).Compact(), []),
        ["a foreign audience, though the client is ours"] = (f => f.KeycloakAsDocumented().Set("aud", "https://other-api").Compact(), ["audience_mismatch"]),
        ["account and a foreign audience"] = (f => f.KeycloakAsDocumented().Set("aud", new JsonArray("account", "https://other-api")).Compact(), ["audience_mismatch"]),
        ["another client"] = (f => f.KeycloakAsDocumented().Set("azp", "other").Set("client_id", "other").Compact(), ["audience_mismatch"]),
        ["two different clients"] = (f => f.KeycloakAsDocumented().Set("client_id", "other").Compact(), ["audience_mismatch"]),
        ["a user of our client"] = (f => f.KeycloakAsDocumented().Set("preferred_username", "alice").Set("jti", "onrtro:1").Compact(), ["audience_mismatch"]),
        ["azp as an array"] = (f => f.KeycloakAsDocumented().Set("azp", new JsonArray(WorldPlan.Audience)).Remove("client_id").Compact(), []),
        ["Keycloak's ID token"] = (f => f.KeycloakIdToken().Compact(), ["type_refused"]),
        ["Cognito's ID token"] = (f => f.Cognito().Set("aud", WorldPlan.Audience).Set("token_use", "id").Compact(), ["type_refused"]),
        ["an ID token with a nonce"] = (f => f.Auth0().Set("nonce", "n").Compact(), ["type_refused"]),
        ["a logout token"] = (f => f.Keycloak().SetHeader("typ", "logout+jwt").Compact(), ["type_refused"]),
        ["a DPoP proof"] = (f => f.Keycloak().SetHeader("typ", "dpop+jwt").Compact(), ["type_refused"]),
        ["typ as a number"] = (f => f.Keycloak().SetHeader("typ", 123).Compact(), []),
        ["a security event"] = (f => f.Keycloak().Set("events", new JsonObject()).Compact(), ["type_refused"]),
        ["bound to a DPoP key"] = (f => f.Keycloak().Set("cnf", new JsonObject { ["jkt"] = "x" }).Compact(), []),
    };

    private readonly World _world = shared.Fresh();

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_token_with_wrong_claims_is_refused(string name)
    {
        var (make, reasons) = Cases[name];
        Expect.TokenRefused(await _world.Call("GET", "/system/functions").Bearer(make(_world.Forge)).SendAsync(), reasons);
        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task A_delegated_token_is_forbidden()
    {
        var token = _world.Token().Set("act", new JsonObject { ["sub"] = "somebody" });
        Expect.Forbidden(await _world.Call("GET", "/system/functions").Bearer(token).SendAsync());
        Expect.NothingForwarded(_world);
    }
}
