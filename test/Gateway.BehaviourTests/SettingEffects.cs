using FederatedGateway.Testing;
using static FederatedGateway.BehaviourTests.SettingEffect;

namespace FederatedGateway.BehaviourTests;

/// <summary>The effect of every setting. A setting without a row here fails <see cref="ConfigurationHonesty"/>.</summary>
public static class SettingEffects
{
    public static SettingEffect? Of(string setting, SettingSurroundings at) =>
        Published(setting, at) ?? WhoMayCall(setting) ?? Keys(setting, at) ?? Listeners(setting, at) ?? Leaving(setting);

    private static SettingEffect? Published(string setting, SettingSurroundings at) => setting switch
    {
        "port" => new(at.FreePort.ToString(), "as set", world => () => Task.FromResult(world.Gateway.PublicAddress.Port == at.FreePort ? "as set" : "another")),
        "gateway_url" => new(at.OtherUpstream.Address.OriginalString, "the other", world => async () =>
        {
            await world.CallWithToken("GET", "/system/functions").SendAsync();
            return at.OtherUpstream.Requests.Count > 0 && world.Upstream.Requests.Count == 0 ? "the other" : "the world's own";
        }),
        "issuer" => OnToken("https://idp.example.com", "issuer_mismatch") with { Plan = plan => plan.Set("jwks_file", at.File(at.OtherKeys)) },
        "audience" => OnToken("another", "audience_mismatch"),
        "allow_invoke" => OnRequest("true", "passed", world => world.CallWithToken("GET", "/function/x")),
        "secret_mount_path" => OnUpstream(OtherCredential(at), "Basic b3RoZXI6b3RoZXI=", ListFunctions, request => request.Header("Authorization") ?? "")
            with
        { Plan = plan => plan.WithUpstream(upstream => upstream.ChecksCredential = false) },
        "debug" => new("true", "logged", world => async () =>
        {
            await world.Call("GET", "/healthz").SendAsync();
            return world.Log.Text.Contains("GET healthz 200", StringComparison.Ordinal) ? "logged" : "not logged";
        }),
        "log_encoding" => new("json", "JSON", world => () => Task.FromResult(world.Log.Lines[0].StartsWith('{') ? "JSON" : "text")) { Plan = plan => plan.InItsOwnProcess() },
        "config_file" => OnRequest(at.File("""{"allow_invoke":true}"""), "passed", world => world.CallWithToken("GET", "/function/x")),
        _ => null,
    };

    private static SettingEffect? WhoMayCall(string setting) => setting switch
    {
        "audience_mode" => OnToken("strict", "audience_mismatch", world => world.Forge.KeycloakAsDocumented()),
        "token_kind" => OnToken("id", "type_refused"),
        "allowed_clients" => OnToken("another", "client_not_allowed"),
        "allowed_subjects" => OnToken("another", "subject_not_allowed"),
        "required_scopes" => OnToken("deploy", "scope_missing"),
        "required_claims" => OnToken("""{"/env":"live"}""", "claim_missing") with { IsJson = true },
        "algorithms" => OnToken("PS256", "algorithm_refused"),
        "clock_skew" => OnToken("0s", "token_expired", world => world.Token().Set("iat", TokenForge.Now - 100).Set("exp", TokenForge.Now - 2)),
        "max_token_lifetime" => OnToken("60s", "lifetime_too_long"),
        _ => null,
    };

    private static SettingEffect? Keys(string setting, SettingSurroundings at) => setting switch
    {
        "discovery_url" => OnToken(at.OtherDiscovery, "passed", world => world.Token().ForgedWith(at.OtherIssuer.Key).SetHeader("kid", at.OtherIssuer.Key.Kid)),
        "jwks_url" => OnToken(at.OtherIssuer.Issuer + "/keys", "passed", world => world.Token().ForgedWith(at.OtherIssuer.Key).SetHeader("kid", at.OtherIssuer.Key.Kid)),
        "jwks_file" => OnToken(at.File(at.OtherKeys), "passed", world => world.Token().ForgedWith(at.OtherIssuer.Key).SetHeader("kid", at.OtherIssuer.Key.Kid)),
        "jwks_refresh_interval" => new("1s", "again", world => () => Task.FromResult(world.Issuer.Keys.Fetches > 1 ? "again" : "once")),
        "jwks_max_stale" => new("1s", "keys_unavailable", world =>
        {
            world.Issuer.Keys.Answer(500, "");
            return async () => await ListFunctions(world).SendAsync() is { Status: 503 } refused ? refused.Reason : "passed";
        }),
        "idp_ca_file" => OnToken(at.File(at.Authority.BundlePem), "passed")
            with
        { Plan = plan => plan.WithIssuer(issuer => issuer.Certificate = at.Authority.IssueCertificate()).WithoutWaiting() },
        "issuers" => OnToken(
            $$"""[{"issuer":"{{at.OtherIssuer.Issuer}}","audience":"{{WorldPlan.Audience}}"}]""", "passed", _ => new TokenForge(at.OtherIssuer.Issuer, WorldPlan.Audience, () => at.OtherIssuer.Key).Keycloak())
            with
        { IsJson = true },
        "allow_insecure_issuer" => AtStart("true", "starts", ("issuer", "http://idp.example.com")),
        _ => null,
    };

    private static SettingEffect? Listeners(string setting, SettingSurroundings at) => setting switch
    {
        "listen_address" => new("127.0.0.2", "127.0.0.2", world => () => Task.FromResult(world.Gateway.PublicAddress.Host)),
        "health_port" => new(at.FreePort.ToString(), "as set", world => () => Task.FromResult(world.Gateway.HealthAddress.Port == at.FreePort ? "as set" : "another")),
        "public_url" => new("https://gw.example.com", "named", world => async () =>
            (await world.Call("GET", "/system/functions").SendAsync()).Header("WWW-Authenticate")!.Contains("https://gw.example.com/", StringComparison.Ordinal) ? "named" : "not named"),
        "tls_cert_file" => Tls(at.Certificate.CertFile, ("tls_key_file", at.Certificate.KeyFile)),
        "tls_key_file" => Tls(at.Certificate.KeyFile, ("tls_cert_file", at.Certificate.CertFile)),
        "trusted_proxies" => OnUpstream(
            "127.0.0.0/8", "203.0.113.9, 127.0.0.1", world => ListFunctions(world).Header("X-Forwarded-For: 203.0.113.9"), request => request.Header("X-Forwarded-For")!),
        "callback_hosts" => OnRequest("hooks.example.com", "callback_refused", world => world.CallWithToken("POST", "/async-function/x").Header("X-Callback-Url: http://elsewhere/"))
            with
        { Plan = plan => plan.AllowInvoke() },
        "gateway_ca_file" => OnRequest(at.File(at.Authority.BundlePem), "passed", ListFunctions)
            with
        { Plan = plan => plan.WithUpstream(upstream => upstream.Certificate = at.Authority.IssueCertificate()) },
        "upstream_timeout" => new("500ms", "upstream_timeout", world =>
        {
            world.Upstream.Script = exchange => exchange.CallerGoneAsync();
            var call = ListFunctions(world).SendAsync();
            return () => Task.FromResult(call.IsCompletedSuccessfully ? call.Result.Reason : "waiting");
        }),
        "paused" => OnToken("true", "paused"),
        _ => null,
    };

    private static SettingEffect? Leaving(string setting) => setting switch
    {
        "shutdown_delay" => new("5s", "serves on", world => async () =>
        {
            await SignalledAsync(world);
            try
            {
                return (await world.Call("GET", "/healthz").SendAsync()).Status == 200 ? "serves on" : "refuses";
            }
            catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
            {
                return "is gone";
            }
        })
        { Plan = plan => plan.InItsOwnProcess() },
        "shutdown_timeout" => new("0s", "cut off", world =>
        {
            world.Upstream.Script = exchange => exchange.CallerGoneAsync();
            var call = ListFunctions(world).SendAsync();
            return async () =>
            {
                await Eventually.TrueAsync(() => world.Upstream.Requests.Count > 0, "the request reaches the upstream");
                await SignalledAsync(world);
                return call.IsCompleted ? "cut off" : "waited for";
            };
        })
        { Plan = plan => plan.InItsOwnProcess() },
        "roles" or "policies" => AtStart("[]", "is refused") with { IsJson = true },
        _ => null,
    };

    private static WireRequest ListFunctions(World world) => world.CallWithToken("GET", "/system/functions");

    private static string OtherCredential(SettingSurroundings at)
    {
        at.OtherCredential.Write("other", "other");
        return at.OtherCredential.Path;
    }

    private static SettingEffect Tls(string value, (string, string) companion) =>
        new(value, "https", world => () => Task.FromResult(world.Gateway.PublicAddress.Scheme)) { Companion = companion };

    private static SettingEffect AtStart(string value, string expected, params (string Key, string Value)[] others) =>
        new(value, expected, _ => throw new InvalidOperationException("Seen before there is a world.")) { AtStartWith = others };

    private static async Task SignalledAsync(World world)
    {
        var process = (GatewayProcess)world.Gateway;
        if (!world.Log.Text.Contains("shutting down", StringComparison.Ordinal)) process.Terminate();
        await Eventually.TrueAsync(() => world.Log.Text.Contains("shutting down", StringComparison.Ordinal), "the signal is heard");
    }
}
