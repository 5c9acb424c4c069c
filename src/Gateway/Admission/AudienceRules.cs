using FederatedGateway.Configuration;

namespace FederatedGateway.Admission;

/// <summary>By what a token was found to be meant for this gateway.</summary>
internal enum AudienceMatch
{
    None,
    Audience,
    Client,
}

/// <summary>
/// Whether a token is meant for this gateway. Beside <c>aud</c>, <c>compat</c> knows one narrow match by client: the token is addressed
/// to nobody else, names the audience as its only client, and was plainly obtained by a machine. That makes the documented Keycloak
/// flow work without letting one service replay at another a token it received.
/// </summary>
internal static class AudienceRules
{
    /// <summary>What Keycloak puts into <c>aud</c> on its own account; it addresses nobody.</summary>
    private const string Ignorable = "account";

    private static readonly string[] ClientClaims = ["azp", "client_id", "cid", "appid"];

    /// <summary>None with <see cref="DenialReason.AudienceMismatch"/> or <see cref="DenialReason.TokenMalformed"/>.</summary>
    public static AudienceMatch Match(TokenClaims claims, IssuerOptions options, out DenialReason refusal)
    {
        refusal = DenialReason.AudienceMismatch;
        if (!claims.TryStrings("aud", out var audiences))
            return AudienceMatch.None;
        if (audiences.Any(audience => options.Audiences.Contains(audience, StringComparer.Ordinal)))
        {
            refusal = DenialReason.None;
            return AudienceMatch.Audience;
        }

        if (options.AudienceMode == AudienceMode.Strict || audiences.Any(audience => audience != Ignorable))
            return AudienceMatch.None;
        if (Clients(claims) is not [var client] || !options.Audiences.Contains(client, StringComparer.Ordinal) || !IsMachine(claims, client))
            return AudienceMatch.None;

        refusal = DenialReason.None;
        return AudienceMatch.Client;
    }

    /// <summary>The distinct clients a token names; a client claim that is no string names one that matches nothing.</summary>
    public static IReadOnlyList<string> Clients(TokenClaims claims)
    {
        var clients = new List<string>(1);
        foreach (var name in ClientClaims)
        {
            if (!claims.Has(name))
                continue;
            var client = claims.StringOrNull(name) ?? "";
            if (!clients.Contains(client, StringComparer.Ordinal))
                clients.Add(client);
        }

        return clients;
    }

    /// <summary>What only a client-credentials token carries, provider by provider.</summary>
    private static bool IsMachine(TokenClaims claims, string client) =>
        claims.StringOrNull("sub") is { } subject && (subject == client || subject == client + "@clients") // RFC 9068 §2.2, Okta, Hydra; Auth0
        || claims.StringOrNull("gty") == "client-credentials" // Auth0
        || claims.StringOrNull("preferred_username") == "service-account-" + client.ToLowerInvariant() // Keycloak, default scopes
        || IsKeycloakClientCredentials(claims.StringOrNull("jti")) // Keycloak 26
        || claims.StringOrNull("idtyp") == "app"; // Entra ID

    /// <summary><c>jti</c> of Keycloak 26: two letters for the session, <c>rt</c> or <c>lt</c> for the token, <c>cc</c> for the grant, a colon.</summary>
    private static bool IsKeycloakClientCredentials(string? id) =>
        id is [>= 'a' and <= 'z', >= 'a' and <= 'z', 'r' or 'l', 't', 'c', 'c', ':', ..];
}
