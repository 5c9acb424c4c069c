using FederatedGateway.Testing;
using static FederatedGateway.Vectors.Row;

namespace FederatedGateway.Vectors.Tables;

/// <summary><c>iss</c> is compared to the letter.</summary>
public static class IssuerNames
{
    private const string Named = "https://idp.example.com/realms/openfaas";
    private const string Adfs = "http://adfs.contoso.com/adfs/services/trust";
    private const string Google = "https://accounts.google.com";

    private const string Evil = "https://evil.example.com";

    private static readonly Scene NamingEvil = Scenes.Discovering(i => $"{{\"issuer\":\"{Evil}\",\"jwks_uri\":\"{i.Issuer}/keys\"}}");
    private static readonly Outcome Mismatch = Refused("issuer_mismatch");

    public static Table Table { get; } = new("Issuer",
    [
        Of("V069", "a slash more at the end", Mismatch, f => f.Keycloak().Set("iss", f.Issuer + "/")),
        Of("V070", "configured with a slash, as Auth0, the token with it", Accepted, f => f.Keycloak()).In(new Scene("issuer with a slash", plan => plan.IssuerAt("/"))),
        Of("V070 without", "configured with a slash, the token without it", Mismatch, f => f.Keycloak().Set("iss", f.Issuer.TrimEnd('/')))
            .In(new Scene("issuer with a slash", plan => plan.IssuerAt("/"))),
        Of("V071", "other spellings of the same address", Mismatch, Each(
            ["HTTPS://idp.example.com/realms/openfaas", "https://IDP.example.com/realms/openfaas", "https://idp.example.com:443/realms/openfaas",
                "https://idp.example.com/realms/openfaas?", "https://idp.example.com/realms/Openfaas", "https://idp.example.com/realms/%6fpenfaas", " " + Named],
            (f, iss) => f.Keycloak().Set("iss", iss))).In(Scenes.IssuerNamed(Named)),
        Of("V071 same", "the spelling that is configured", Accepted, f => f.Keycloak().Set("iss", Named)).In(Scenes.IssuerNamed(Named)),
        Of("V072", "iss missing, null, a number, an array", Mismatch,
            [Trial.Of("missing", f => f.Keycloak().Remove("iss")), .. EachClaim("iss", "null", "1", "{}"), Trial.Of("array", f => f.Keycloak().Set("iss", new System.Text.Json.Nodes.JsonArray(f.Issuer)))]),
        Of("V073", "discovery names a foreign issuer, and so does the token", new Outcome("401 issuer_mismatch, upstream nothing"), Trial.InWorld("foreign", async world =>
        {
            await Eventually.TrueAsync(() => world.Log.Text.Contains(Evil, StringComparison.Ordinal), "the document is read");
            var answer = await Asking.AnswerAsync(world.Call("GET", "/system/functions").Bearer(world.Token().Set("iss", Evil)));
            return new Sighting($"{answer}, upstream {(world.Upstream.Requests.Count == 0 ? "nothing" : "something")}");
        })).In(NamingEvil),
        Of("V073 ours", "discovery names a foreign issuer, the token names ours", Asking.UnreadyOutcome, Asking.Unready("ours", _ => [Evil])).In(NamingEvil),
        Of("V074", "ADFS: an http iss that its own discovery does not name", Accepted, f => f.Keycloak().Set("iss", Adfs)).In(new Scene("ADFS", plan => plan
                .Set("issuer", Adfs).Set("allow_insecure_issuer", "true")
                .WithIssuer(i => plan.Set("discovery_url", i.Issuer + "/.well-known/openid-configuration"))))
            .Noting("An http issuer that is not on loopback has to be allowed by name, allow_insecure_issuer, although only its spelling is http; discovery_url lets the document name another issuer."),
        Of("V075", "Google's older iss without the scheme", Mismatch, f => f.Keycloak().Set("iss", "accounts.google.com"))
            .In(Scenes.IssuerNamed(Google).With("allowed_subjects", "117")),
    ]);
}
