using System.Text.Json.Nodes;
using FederatedGateway.Testing;
using static FederatedGateway.Vectors.Row;

namespace FederatedGateway.Vectors.Tables;

/// <summary>Tokens that are good, and are not access tokens.</summary>
public static class Kinds
{
    private static readonly Outcome OtherKind = Refused("type_refused");

    public static Table Table { get; } = new("Kind",
    [
        Of("V110/J13", "Keycloak's ID token, aud ours", OtherKind, f => f.KeycloakIdToken()),
        Of("V111 HS512", "Keycloak's refresh token, signed with its own secret", Refused("algorithm_refused"),
            Each(["Refresh", "Offline"], (f, typ) => f.Keycloak().Set("typ", typ).SetHeader("alg", "HS512").WithSigner(input => CatalogueKeys.Mac([1, 2, 3], input)))),
        Of("V111 RS256", "the same kinds under a good signature", OtherKind, EachClaim("typ", "\"Refresh\"", "\"Offline\"", "\"Logout\"")),
        Of("V112", "nonce present", OtherKind, f => f.Keycloak().Set("nonce", "n-0S6_WzA2Mj")),
        Of("V113", "events present", OtherKind, f => f.Keycloak().Set("events", new JsonObject { ["http://schemas.openid.net/event/backchannel-logout"] = new JsonObject() })),
        Of("V114", "bound to a key of its sender", Refused("sender_constrained"),
            Each(["jkt", "x5t#S256", "kid"], (f, member) => f.Keycloak().Set("cnf", new JsonObject { [member] = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I" }))),
        Of("V115", "at_hash present, as Dex writes", Accepted, f => f.Keycloak().Set("at_hash", "r0ZcOCORZNYy")),
        Of("V116", "auth_time, acr, uid present, as authentik writes", Accepted, f => f.Keycloak().Set("auth_time", 1).Set("acr", "goauthentik.io/providers/oauth2/default").Set("uid", "x")),
        Of("V117", "act present: somebody acts for somebody", Forbidden("delegation_refused"), f => f.Keycloak().Set("act", new JsonObject { ["sub"] = "bob" })),
    ]);
}
