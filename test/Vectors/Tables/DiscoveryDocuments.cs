using FederatedGateway.Testing;
using static FederatedGateway.Vectors.Row;

namespace FederatedGateway.Vectors.Tables;

/// <summary>The discovery document: whose it is, and where it may send the gateway.</summary>
public static class DiscoveryDocuments
{
    public static Table Table { get; } = new("DiscoveryDocuments",
    [
        Starting("V132", "the issuer equals", i => Document(i.Issuer, i.Issuer + "/keys")),
        NotStarting("V133", "the issuer differs by a slash", i => Document(i.Issuer + "/", i.Issuer + "/keys"),
            w => [$"\"{w.Issuer.Issuer}\"", $"\"{w.Issuer.Issuer}/\"", "trailing slash"]),
        Of("V134", "the issuer says http where https is configured", Asking.UnreadyOutcome,
            Asking.Unready("behind a proxy", w => [$"\"{w.Issuer.Issuer}\"", $"\"{Plain(w.Issuer.Issuer)}\"", "scheme"])).In(OverTls("the issuer says http", i => Document(Plain(i.Issuer), i.Issuer + "/keys"))),
        Settings.Wrong("V135", "Entra ID's template and its multi-tenant addresses", "issuer", "https://login.microsoftonline.com/common/v2.0",
            "https://login.microsoftonline.com/organizations/v2.0", "https://login.microsoftonline.com/{tenantid}/v2.0", "https://LOGIN.microsoftonline.com:443/Common/v2.0"),
        Starting("V136", "the keys are on another host", i => Document(i.Issuer, i.Issuer.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/keys")),
        NotStarting("V137", "the keys are on plain http elsewhere", i => Document(i.Issuer, "http://192.0.2.1/keys"), _ => ["http://192.0.2.1/keys is plain http"]),
        NotStarting("V138 missing", "jwks_uri is missing", i => $"{{\"issuer\":\"{i.Issuer}\"}}", _ => ["names no absolute jwks_uri"]),
        NotStarting("V138 relative", "jwks_uri is relative", i => Document(i.Issuer, "/keys"), _ => ["names no absolute jwks_uri"]),
        Starting("V139", "no more than Kubernetes publishes", i => "{\"issuer\":\"" + i.Issuer + "\",\"jwks_uri\":\"" + i.Issuer + "/keys\",\"response_types_supported\":[\"id_token\"],"
            + "\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"RS256\"]}"),
        Of("V140", "a redirect from https to http", Asking.UnreadyOutcome, Asking.Unready("redirect", _ => ["redirects from https to plain http"]))
            .In(OverTls("redirecting", i => i.Discovery.Redirect(Plain(i.Issuer)))),
        Of("V141", "an issuer with a slash: the address has one slash", new Outcome("200; keys 1, discovery 1, other addresses 0"), Trial.InWorld("slash", async world =>
            new Sighting($"{await Asking.GoodAsync(world)}; keys {world.Issuer.Keys.Fetches}, discovery {world.Issuer.Discovery.Fetches}, other addresses {world.Issuer.Strays}")))
            .In(new Scene("issuer with a slash", plan => plan.IssuerAt("/tenant/"), isShared: false)),
        Settings.Wrong("V142", "an issuer with a query or a fragment", "issuer", "https://idp.example.com/?tenant=a", "https://idp.example.com/#a", "https://idp.example.com/realm?"),
        .. Poisoned(),
    ]);

    private static Vector[] Poisoned() =>
    [
        NotStarting("J9 http", "keys on plain http elsewhere", i => Document(i.Issuer, "http://169.254.169.254/latest/meta-data"), _ => ["is plain http"]),
        NotStarting("J9 file", "keys in a file or behind user information", i => Document(i.Issuer, "file:///etc/passwd"), _ => ["names no absolute jwks_uri"]),
        NotStarting("J9 user", "keys behind user information", i => Document(i.Issuer, "https://user:secret@127.0.0.1/keys"), _ => ["names no absolute jwks_uri"]),
        NotStarting("J9 HTML", "a page instead of a document", _ => "<html>Welcome</html>", _ => ["is no JSON object"]),
        NotStarting("J9 large", "50 MB", i => Document(i.Issuer, i.Issuer + "/keys" + new string('x', 50_000_000)), _ => ["is larger than 1 MiB"]),
        Of("J9 redirect", "a redirect to the cloud's metadata address", Asking.UnreadyOutcome, Asking.Unready("redirect", _ => ["169.254.169.254", "plain http"]))
            .In(new Scene("redirecting", plan => plan.WithoutWaiting().WithIssuer(i => i.Discovery.Redirect("http://169.254.169.254/")), isShared: false)),
        Of("J9 loop", "redirects without end", Asking.UnreadyOutcome, Asking.Unready("redirect", _ => ["more than 3 redirects"]))
            .In(new Scene("redirecting", plan => plan.WithoutWaiting().WithIssuer(i => i.Discovery.Redirect(i.Issuer + "/.well-known/openid-configuration")), isShared: false)),
        Of("J9 kept", "all of it later, by the key set: the good keys stay", new Outcome("new kid 503 keys_unavailable, old kid 200"),
            Asking.AfterTrouble("HTML", w => w.Issuer.Keys.Answer(200, "<html></html>", "text/html")),
            Asking.AfterTrouble("redirect", w => w.Issuer.Keys.Redirect("http://169.254.169.254/")),
            Asking.AfterTrouble("50 MB", w => w.Issuer.Keys.Answer(200, new string('x', 50_000_000)))).In(Scenes.OneKey.Fresh()),
        NotStarting("J10", "another issuer altogether", i => Document("https://evil.example.com", i.Issuer + "/keys"), _ => ["\"https://evil.example.com\""]),
    ];

    private static Vector Starting(string id, string says, Func<TestIssuer, string> document) =>
        Of(id, says, Accepted, f => f.Keycloak()).In(new Scene(says, plan => plan.WithIssuer(i => i.Discovery.Answer(200, document(i))), isShared: false));

    private static Vector NotStarting(string id, string says, Func<TestIssuer, string> document, Func<World, string[]> words) =>
        Of(id, says, Asking.UnreadyOutcome, Asking.Unready(says, words)).In(Scenes.Discovering(document));

    private static Scene OverTls(string name, Func<TestIssuer, string> document) => OverTls(name, i => i.Discovery.Answer(200, document(i)));

    private static Scene OverTls(string name, Action<TestIssuer> prepare) => new(name, plan => plan.Set("idp_ca_file", Certificates.BundleFile).WithoutWaiting().WithIssuer(issuer =>
    {
        issuer.Certificate = Certificates.Authority.IssueCertificate();
        prepare(issuer);
    }), isShared: false);

    private static string Plain(string address) => address.Replace("https://", "http://", StringComparison.Ordinal);

    private static string Document(string issuer, string keys) => $"{{\"issuer\":\"{issuer}\",\"jwks_uri\":\"{keys}\"}}";
}
