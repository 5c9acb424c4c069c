using System.Text.Json.Nodes;
using FederatedGateway.Testing;
using static FederatedGateway.Vectors.Row;

namespace FederatedGateway.Vectors.Tables;

/// <summary>For whom a token was made; in <c>compat</c>, the one narrow match by client.</summary>
public static class Audiences
{
    private const string Ours = WorldPlan.Audience;
    private const string SharedClient = "shared-client-of-all-tenants";

    private static readonly Outcome Mismatch = Refused("audience_mismatch");
    private static readonly Scene[] Both = [Scenes.Compat, Scenes.Strict];

    public static Table Table { get; } = new("Audience",
    [
        Of("V087/J12", "an array, ours among others", Accepted, Aud(new JsonArray("https://other-api", Ours, "x"))).In(Both),
        Of("V088", "account and ours, in both orders", Accepted, Each<JsonNode>([new JsonArray("account", Ours), new JsonArray(Ours, "account")], (f, aud) => f.Keycloak().Set("aud", aud))).In(Both),
        Of("V089/J12", "ours with a slash at the end", Mismatch, Aud(Ours + "/")).In(Both),
        Of("V090/J12", "ours in another case", Mismatch, Aud("Fed-GW.example.com")).In(Both),
        Of("V091", "a list separated by blanks", Mismatch, Aud(Ours + " other")).In(Both),
        Of("V092/J12", "aud of another type", Mismatch, EachClaim("aud", "1", "{}", "true", $"[[\"{Ours}\"]]", $"[\"{Ours}\",1]", $"{{\"{Ours}\":1}}", $"[\"{Ours}\",null]")).In(Both),
        Of("V093/J12", "aud empty or with a blank", Mismatch, EachClaim("aud", "\"\"", $"\" {Ours}\"", $"\"{Ours} \"", "[\"\"]")).In(Both),
        ..ByMode("V094", "Keycloak as documented: aud is account, azp ours", f => f.KeycloakAsDocumented()),
        Of("V094 warning", "two matches by client are told once", new Outcome("200, 200; warnings 1"),
            Trial.InWorld("twice", async world =>
            {
                var answers = new List<string>();
                for (var i = 0; i < 2; i++)
                    answers.Add(Watch.Answer(await world.Call("GET", "/system/functions").Bearer(world.Forge.KeycloakAsDocumented()).SendAsync()));
                var warnings = world.Log.Lines.Count(line => line.Contains("matched by its client", StringComparison.Ordinal));
                return new Sighting($"{string.Join(", ", answers)}; warnings {warnings}");
            })).In(Scenes.Compat.Fresh()),
        ..ByMode("V095", "no aud, azp and client_id ours", f => f.KeycloakWithoutAud()),
        ..ByMode("V096", "an empty aud, client_id ours, as Hydra", f => f.Hydra()),
        Of("V097", "aud of another service, azp ours", Mismatch, Documented("aud", "https://other-api")).In(Both),
        Of("V098", "account and another service, azp ours", Mismatch, Documented("aud", new JsonArray("account", "https://other-api"))).In(Both),
        Of("V099", "account, azp another client", Mismatch, f => f.KeycloakAsDocumented().Set("azp", "other").Set("client_id", "other")).In(Both),
        Of("V100", "account, azp ours, client_id another", Mismatch, Documented("client_id", "other")).In(Both),
        Of("V101", "account, azp ours, a person's token", Mismatch, f => f.KeycloakAsDocumented().Set("preferred_username", "alice")
            .Set("sid", "7d6c").Set("jti", "onrtro:39c77550-985a-409f-a29c-0f3f49df70e4")).In(Both),
        Of("V102", "account, azp of another type", Mismatch, Each<JsonNode>([new JsonArray(Ours), 1, new JsonObject(), true], (f, azp) => f.KeycloakAsDocumented().Set("azp", azp))).In(Both),
        Of("V102 alone", "account, azp of another type, no other client", Mismatch, Each<JsonNode>([new JsonArray(Ours), 1], (f, azp) => f.KeycloakAsDocumented().Set("azp", azp).Remove("client_id"))).In(Both),
        Of("V103", "aud null, azp ours", Mismatch, Documented("aud", null)).In(Both),
        Of("V104", "account, azp missing, clientId ours", Mismatch, f => f.KeycloakAsDocumented().Remove("azp").Remove("client_id").Set("clientId", Ours)).In(Both),
        Of("V105", "Entra v2: aud ours, azp not among allowed_clients", Forbidden("client_not_allowed"), f => f.Keycloak().Set("azp", "11111111").Remove("client_id"))
            .In(Scenes.Compat.With("allowed_clients", "535fb089")),
        ..ByMode("V106", "Cognito: no aud, client_id and sub ours", f => f.Cognito()),
        Of("V107", "Cognito's ID token", Refused("type_refused"), f => f.Cognito().Set("token_use", "id").Set("aud", Ours)).In(Both),
        Of("V108", "one client for all tenants as audience, the token made for another tenant", Mismatch,
            f => f.Auth0().Set("aud", "fed-gw.tenant2").Set("azp", SharedClient).Set("sub", SharedClient + "@clients"))
            .In(Scenes.Compat.With("audience", SharedClient), Scenes.Strict.With("audience", SharedClient)),
        Of("V109", "ZITADEL: aud lists ours and siblings, client_id not allowed", Forbidden("client_not_allowed"),
            f => f.Rfc9068().RemoveHeader("typ").Set("aud", new JsonArray(Ours, "378800", "328800")).Set("client_id", "328800")).In(Scenes.Compat.With("allowed_clients", "fedctl")),
    ]);

    private static Func<TokenForge, Token> Aud(JsonNode aud) => forge => forge.Keycloak().Set("aud", aud);

    private static Func<TokenForge, Token> Documented(string claim, JsonNode? value) => forge => forge.KeycloakAsDocumented().Set(claim, value);

    private static Vector[] ByMode(string id, string says, Func<TokenForge, Token> token) =>
        [Of($"{id} compat", says, Accepted, token), Of($"{id} strict", says, Mismatch, token).In(Scenes.Strict)];
}
