using System.Text.Json.Nodes;

namespace FederatedGateway.Testing;

/// <summary>
/// Makes the access tokens that the known issuers really send for client credentials, for one issuer and one client, good in
/// every respect; a test changes what it is about.
/// </summary>
/// <param name="issuer">Who gives the tokens.</param>
/// <param name="audience">The audience, which by the documented Keycloak recipe is also the client's id.</param>
/// <param name="currentKey">The key that signs now; it changes with a rotation.</param>
public sealed class TokenForge(string issuer, string audience, Func<SigningKey> currentKey)
{
    /// <summary>The <c>iss</c> of every token.</summary>
    public string Issuer { get; } = issuer;

    /// <summary>Now, in the seconds of a NumericDate.</summary>
    public static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Keycloak with an audience mapper: the recommended set-up, good in every mode.</summary>
    public Token Keycloak() => KeycloakAsDocumented().Set("aud", new JsonArray(audience, "account"));

    /// <summary>Keycloak by the published instructions: <c>aud</c> is <c>account</c>, the client stands in <c>azp</c>.</summary>
    public Token KeycloakAsDocumented() => Sign("JWT", new()
    {
        ["aud"] = "account",
        ["sub"] = "2d6baa03-7c5c-4d02-8f88-f2934fb32d0c",
        ["typ"] = "Bearer",
        ["azp"] = audience,
        ["acr"] = "1",
        ["realm_access"] = new JsonObject { ["roles"] = new JsonArray("offline_access", "uma_authorization") },
        ["scope"] = "email profile",
        ["email_verified"] = false,
        ["preferred_username"] = "service-account-" + audience,
        ["client_id"] = audience,
    });

    /// <summary>Keycloak without client roles in scope: no <c>aud</c> at all.</summary>
    public Token KeycloakWithoutAud() => KeycloakAsDocumented().Remove("aud");

    /// <summary>Keycloak's ID token, whose audience is the client.</summary>
    public Token KeycloakIdToken() => Keycloak().Set("typ", "ID").Set("aud", audience);

    public Token Auth0() => Sign("JWT", new()
    {
        ["sub"] = "OOZH6s5s@clients",
        ["aud"] = audience,
        ["gty"] = "client-credentials",
        ["azp"] = "OOZH6s5s",
    });

    public Token Okta() => Sign(null, new()
    {
        ["ver"] = 1,
        ["jti"] = "AT.0mP4-kx2",
        ["aud"] = audience,
        ["cid"] = "0oa1f2",
        ["scp"] = new JsonArray("fn.deploy"),
        ["sub"] = "0oa1f2",
    });

    /// <summary>Amazon Cognito: no <c>aud</c>, the client is <c>client_id</c> and <c>sub</c>.</summary>
    public Token Cognito() => Sign(null, new()
    {
        ["sub"] = audience,
        ["token_use"] = "access",
        ["scope"] = "fedgw/deploy",
        ["version"] = 2,
        ["client_id"] = audience,
    });

    /// <summary>Ory Hydra, asked for no audience: an empty array.</summary>
    public Token Hydra() => Sign("JWT", new()
    {
        ["aud"] = new JsonArray(),
        ["client_id"] = audience,
        ["sub"] = audience,
        ["scp"] = new JsonArray("deploy"),
    });

    /// <summary>A token by RFC 9068, every required claim present.</summary>
    public Token Rfc9068() => Sign("at+jwt", new()
    {
        ["aud"] = audience,
        ["sub"] = "control-plane",
        ["client_id"] = "control-plane",
    });

    private Token Sign(string? type, JsonObject claims)
    {
        claims["iss"] = Issuer;
        claims["iat"] = Now;
        claims["exp"] = Now + 300;
        claims["jti"] ??= Guid.NewGuid().ToString();
        return Token.SignedBy(currentKey(), type, claims);
    }
}
