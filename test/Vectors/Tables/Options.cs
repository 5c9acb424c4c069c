using FederatedGateway.Testing;
using static FederatedGateway.Vectors.Row;

namespace FederatedGateway.Vectors.Tables;

/// <summary>Settings do what they say, or stop the start.</summary>
public static class Options
{
    public static Table Table { get; } = new("Configuration",
    [
        .. Denying(),
        Settings.Wrong("G2 audience", "no audience", "audience", ""),
        Settings.Wrong("G2 issuer", "an issuer that is none, or not safe", "issuer", "", "not an address", "http://idp.example.com/realms/openfaas", "ftp://idp.example.com",
            "https://user:password@idp.example.com/", "https://token.actions.githubusercontent.com", "https://GitLab.com:443"),
        Settings.Wrong("G2 algorithms", "an algorithm that is unknown or symmetric", "algorithms", "RS257", "HS256", "RS256,HS512", "none", "rs256"),
        Settings.Wrong("G2 values", "values out of range", "clock_skew", "soon", "-1s", "1h", "30"),
        Settings.Wrong("G2 gateway_url", "an address of OpenFaaS with more in it than an address", "gateway_url", "ftp://gateway", "http://admin:password@gateway:8080", "http://gateway:8080?x=1"),
        Settings.WrongFile("G2 key", "an unknown key of the file", "audiense", "{\"audiense\":\"x\"}", "{\"allow_invoke\":true,\"audiense\":[\"x\"]}"),
        Of("G3", "TLS that cannot be trusted: unknown root, another host, expired", Asking.UnreadyOutcome, Asking.Unready("TLS", _ => ["TLS:"])).In(
            OverTls("an unknown root", trusted: false), OverTls("another host", host: "idp.example.com"), OverTls("expired", daysLeft: -0.5)),
        Of("G3 trusted", "TLS by the CA the operator named", Accepted, f => f.Keycloak()).In(OverTls("trusted", waits: true)),
        Settings.Wrong("G3 switch", "a file of CAs that is none", "idp_ca_file", "/no/such/file.pem"),
        Of("G4", "any text as a token", Refused("token_malformed"), [.. new[] { "x", "null", "admin", "true", "undefined", "Bearer", "a.b.c", "..", "eyJ.eyJ.", "%00", new string('a', 5000) }
            .Select(text => Trial.Of(text[..Math.Min(text.Length, 20)], _ => text))]),
        Settings.WrongFile("G5 file", "a file that was written for something else", "config_file", "[]", "{\"audience\":", "audience: x", ""),
        Settings.WrongFile("G5 type", "a value of another type", "allow_invoke", "{\"allow_invoke\":\"maybe\"}", "{\"allow_invoke\":[true]}", "{\"allow_invoke\":7}")
            .Noting("What a chart renders is judged by the gateway itself: a wrong value ends the start before anything listens."),
    ]);

    /// <summary>Each option, set to what must deny a token that is accepted without it.</summary>
    private static IEnumerable<Vector> Denying() =>
    [
        Deny("allowed_clients", "fedctl", Forbidden("client_not_allowed")),
        Deny("allowed_subjects", "fedctl", Forbidden("subject_not_allowed")),
        Deny("required_scopes", "fn.deploy", Forbidden("scope_missing")),
        Deny("required_claims", "{\"/realm_access/roles\":\"deployer\"}", Forbidden("claim_missing")),
        Deny("audience", "https://another.example.com", Refused("audience_mismatch")),
        Of("G1 issuer", "another issuer denies", Refused("issuer_mismatch"), f => f.Keycloak()).In(Scenes.IssuerNamed("https://another.example.com")),
        Deny("algorithms", "ES256", Refused("algorithm_refused")),
        Deny("token_kind", "id", Refused("type_refused")),
        Deny("max_token_lifetime", "1m", Refused("lifetime_too_long")),
        Deny("paused", "true", Outcome.Refused(503, "paused")),
        Of("G1 jwks_file", "a jwks_file that is not there denies", Outcome.Refused(503, "keys_unavailable"), f => f.Keycloak())
            .In(new Scene("no such file", plan =>
            {
                plan.Settings.Remove("jwks_refresh_interval");
                plan.Set("jwks_file", "/no/such/file.json").WithoutWaiting();
            })),
        Of("G1 secret_mount_path", "a secret_mount_path that is not there denies", Outcome.Refused(503, "credential_unavailable"), Trial.InWorld("no folder", async world =>
        {
            await Eventually.TrueAsync(async () => await Asking.GoodAsync(world) != "503 keys_unavailable", "the keys are read");
            return await Watch.Async(world, world.CallWithToken("GET", "/system/functions"));
        })).In(Scenes.Compat.With("secret_mount_path", "/no/such/folder").NotWaitedFor()),
        Of("G1 audience_mode", "audience_mode=strict denies", Refused("audience_mismatch"), f => f.KeycloakAsDocumented()).In(Scenes.Strict),
        Of("G1 clock_skew", "clock_skew=0s denies", Refused("token_expired"), f => f.Keycloak().Set("iat", TokenForge.Now - 100).Set("exp", TokenForge.Now - 1))
            .In(Scenes.Compat.With("clock_skew", "0s")),
        Of("G1 allow_invoke", "allow_invoke=false denies", Forbidden("invoke_disabled"), Trial.Of("function", w => w.CallWithToken("POST", "/function/x")),
            Trial.Of("async", w => w.CallWithToken("POST", "/async-function/x"))),
        Of("G1 upstream_timeout", "upstream_timeout=1s denies", Outcome.Of("504 upstream_timeout", Upstream.Basic), Trial.InWorld("silent", world =>
        {
            world.Upstream.Script = exchange => exchange.CallerGoneAsync();
            return Watch.Async(world, world.CallWithToken("GET", "/system/functions"));
        })).In(Scenes.OneKey.With("upstream_timeout", "1s").Fresh()),
    ];

    private static Vector Deny(string setting, string value, Outcome expected) =>
        Of($"G1 {setting}", $"{setting}={value} denies", expected, f => f.Keycloak()).In(Scenes.Compat.With(setting, value).Fresh());

    private static Scene OverTls(string name, string host = "127.0.0.1", double daysLeft = 10, bool trusted = true, bool waits = false) => new(name, plan =>
    {
        plan.WithIssuer(issuer => issuer.Certificate = Certificates.Authority.IssueCertificate(host, daysLeft));
        if (trusted) plan.Set("idp_ca_file", Certificates.BundleFile);
        if (!waits) plan.WithoutWaiting();
    }, isShared: false);
}
