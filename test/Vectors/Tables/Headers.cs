using FederatedGateway.Testing;
using static FederatedGateway.Vectors.Row;

namespace FederatedGateway.Vectors.Tables;

/// <summary>What a caller's headers may not achieve, on the way in and on the way back.</summary>
public static class Headers
{
    private const string System = "/system/functions";
    private const string Function = "/function/echo";

    public static Table Table { get; } = new("Headers",
    [
        Of("H10", "more than one credential", Outcome.Refused(400, "token_ambiguous"),
            Call("two tokens", (c, token) => c.Bearer(token).Bearer(token)), Call("a token and Basic", (c, token) => c.Header($"Authorization: Bearer {token}, Basic eDp5")),
            Call("Basic first", (c, token) => c.Header("Authorization: Basic eDp5").Bearer(token)),
            Trial.Of("the query too", w => w.Call("GET", $"{System}?access_token={w.Token().Compact()}").Bearer(w.Token()))),
        Of("H10 cookie", "a token in a cookie or in another header", Refused("token_missing"),
            Call("cookie", (c, token) => c.Header($"Cookie: access_token={token}; Authorization=Bearer {token}")),
            Call("X-Access-Token", (c, token) => c.Header($"X-Access-Token: {token}").Header($"X-Forwarded-Access-Token: {token}").Header($"Proxy-Authorization: Bearer {token}"))),
        Of("H11", "headers named in Connection", Accepted, [.. new[]
        {
            "authorization", "Authorization, X-Forwarded-For, x-call-id", "close, te, transfer-encoding", "close, authorization", "keep-alive, authorization",
        }.Select(named => Call(named, (c, token) => c.Bearer(token).Header($"Connection: {named}")))]),
        Upstream("H11 named", "a header named in Connection goes no further", "X-Hop absent, X-Kept there", Function, request => $"{Presence(request, "X-Hop")}, {Presence(request, "X-Kept")}",
            "Connection: close, X-Hop", "X-Hop: one", "X-Kept: kept"),
        Upstream("H12", "names with an underscore", "X_Forwarded_User absent, Authorization_ absent, X-Forwarded_For absent, X_Call_Id absent", System,
            request => string.Join(", ", new[] { "X_Forwarded_User", "Authorization_", "X-Forwarded_For", "X_Call_Id" }.Select(name => Presence(request, name))),
            "X_Forwarded_User: admin", "Authorization_: Basic eDp5", "X-Forwarded_For: 10.0.0.1", "X_Call_Id: x"),
        Of("H12 case", "authorization in any spelling", Accepted, [.. new[] { "authorizatioN", "AUTHORIZATION", "authorization" }
            .Select(name => Trial.Of(name, w => w.Call("GET", System).Header($"{name}: Bearer {w.Token().Compact()}")))]),
        Upstream("H13", "names of the gateway's own", "X-FedGw-Client absent, X-FedGw-Subject absent, x-fedgw-anything absent", System,
            request => string.Join(", ", new[] { "X-FedGw-Client", "X-FedGw-Subject", "x-fedgw-anything" }.Select(name => Presence(request, name))),
            "X-FedGw-Client: admin", "x-fedgw-subject: admin", "X-FEDGW-ANYTHING: admin"),
        Upstream("H14 spoofed", "forwarding headers of a peer nobody trusts", "10.9.8.7 nowhere, evil.example.com nowhere, X-Forwarded-For 127.0.0.1, X-Forwarded-Proto http", Function,
            request => $"{Mentioned(request, "10.9.8.7")}, {Mentioned(request, "evil.example.com")}, X-Forwarded-For {request.Header("X-Forwarded-For")}, X-Forwarded-Proto {request.Header("X-Forwarded-Proto")}",
            "X-Forwarded-For: 10.9.8.7", "X-Forwarded-Host: evil.example.com", "X-Forwarded-Proto: gopher", "Forwarded: for=10.9.8.7;host=evil.example.com", "X-Real-IP: 10.9.8.7"),
        Upstream("H14 trusted", "forwarding headers of a proxy that is trusted", "X-Forwarded-For 203.0.113.9, 10.0.0.7, 127.0.0.1, X-Forwarded-Host customer.example.com", Function,
            request => $"X-Forwarded-For {request.Header("X-Forwarded-For")}, X-Forwarded-Host {request.Header("X-Forwarded-Host")}",
            "X-Forwarded-For: 203.0.113.9, 10.0.0.7", "X-Forwarded-Host: customer.example.com").In(Scenes.Invoke.With("trusted_proxies", "127.0.0.0/8")),
        Upstream("H14 stranger", "forwarding headers of a peer outside the trusted networks", "X-Forwarded-For 127.0.0.1", Function,
            request => $"X-Forwarded-For {request.Header("X-Forwarded-For")}", "X-Forwarded-For: 203.0.113.9").In(Scenes.Invoke.With("trusted_proxies", "10.0.0.0/8")),
        Of("H15", "scopes as headers decide nothing", Forbidden("scope_missing"),
            Call("X-Scope", (c, token) => c.Bearer(token).Header("X-Scope: fn.deploy").Header("Scope: fn.deploy").Header("scp: fn.deploy").Header("X-Auth-Request-Groups: fn.deploy")))
            .In(Scenes.Compat.With("required_scopes", "fn.deploy")),
        Of("H16", "what of an answer does not pass", new Outcome("200, no Keep-Alive, no X-Hop, no Proxy-Authenticate, Set-Cookie a=1, X-Kept kept"), Trial.InWorld("answer", async world =>
        {
            world.Upstream.Script = exchange => exchange.RespondAsync(
                "200 OK", "ok", "Connection: keep-alive, X-Hop", "Keep-Alive: timeout=5", "X-Hop: one", "Proxy-Authenticate: Basic", "Set-Cookie: a=1", "X-Kept: kept");
            var answer = await world.CallWithToken("GET", Function).SendAsync();
            string[] gone = ["Keep-Alive", "X-Hop", "Proxy-Authenticate"];
            return new Sighting($"{Watch.Answer(answer)}, {string.Join(", ", gone.Select(n => answer.Head.Has(n) ? $"{n} passed" : $"no {n}"))}, Set-Cookie {answer.Header("Set-Cookie")}, X-Kept {answer.Header("X-Kept")}");
        })).In(Scenes.Invoke.Fresh()).Noting("A cookie is the function's own; hop-by-hop headers are not."),
        Of("H16 Basic", "OpenFaaS's own challenge", Outcome.Of("502 upstream_credential_rejected", Vectors.Upstream.Basic), Trial.InWorld("challenge", world =>
        {
            world.Upstream.Script = exchange => exchange.RespondAsync("401 Unauthorized", "invalid credentials", "WWW-Authenticate: Basic realm=\"Restricted\"");
            return Watch.Async(world, world.CallWithToken("GET", System));
        })).In(Scenes.OneKey.Fresh()),
        Of("H17", "line ends in claims and headers stay one line of the log", new Outcome("200; 403 client_not_allowed; no forged line"), Trial.InWorld("claims", async world =>
        {
            const string Forged = "\r\nforged line of a log\n";
            var call = (Token token) => Asking.AnswerAsync(world.Call("GET", System).Bearer(token).Header("User-Agent: %0d%0aforged line of a log"));
            var seen = $"{await call(world.Token().Set("sub", Forged))}; {await call(world.Token().Set("azp", Forged).Remove("client_id"))}";
            var forged = world.Log.Text.Split('\n', '\r').Any(line => line.StartsWith("forged line", StringComparison.Ordinal));
            return new Sighting($"{seen}; {(forged ? "a" : "no")} forged line");
        })).In(Scenes.OneKey.With("allowed_clients", WorldPlan.Audience).With("debug", "true").Fresh()),
    ]);

    private static Trial Call(string name, Func<WireRequest, string, WireRequest> change) => Trial.Of(name, w => change(w.Call("GET", System), w.Token().Compact()));

    /// <summary>What the upstream has of a request with these header lines.</summary>
    private static Vector Upstream(string id, string says, string expected, string target, Func<RecordedRequest, string> look, params string[] lines) =>
        Of(id, says, new Outcome($"200, {expected}"), Trial.InWorld(says, async world =>
        {
            world.Upstream.Forget();
            var answer = await Asking.AnswerAsync(lines.Aggregate(world.CallWithToken("GET", target), (c, line) => c.Header(line)));
            return new Sighting($"{answer}, {(world.Upstream.Requests is [var only] ? look(only) : "nothing upstream")}");
        })).In(Scenes.Invoke);

    private static string Presence(RecordedRequest request, string name) => $"{name} {(request.Has(name) ? "there" : "absent")}";

    private static string Mentioned(RecordedRequest request, string text) => $"{text} {(request.ToString().Contains(text, StringComparison.Ordinal) ? "there" : "nowhere")}";
}
