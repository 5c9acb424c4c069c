using FederatedGateway.Testing;
using static FederatedGateway.Vectors.Row;

namespace FederatedGateway.Vectors.Tables;

/// <summary>The raw target decides. Every refusal holds with and without invocation, and a good token changes nothing about it.</summary>
public static class Targets
{
    private static readonly Scene[] Both = [Scenes.Compat, Scenes.Invoke];
    private static readonly Outcome Invalid = Outcome.Refused(400, "target_invalid");
    private static readonly Outcome ByTheServer = Outcome.Refused(400, "");
    private static readonly Outcome NotExposed = Outcome.Refused(404, "not_exposed");

    public static Table Table { get; } = new("Targets",
    [
        Get("P1", "dot segments, plain and encoded", Invalid, "/system/../function/figlet", "/system/%2e%2e/function/figlet", "/system/.%2e/function/figlet", "/system/%2E./x",
            "/./system/x", "/system/./functions", "/function/x/../../system/info", "/function/../system/info", "/function/x/%2e%2e/y", "/function/x/.."),
        Get("P2", "encoded slashes, once and twice, and overlong ones", Invalid, "/function/..%2fsystem/functions", "/system/..%2ffunction/figlet", "/system/..%252ffunction/figlet",
            "/system/a%2Fb", "/system/%c0%ae%c0%ae/x", "/system/a%c0%afb", "/function/x%2fy", "/function/x/..%2f..%2fsystem/info", "/function/x/%252e%252e/y"),
        Exactly("P2 tail", "encoded slashes in a function's tail go on as they are", "/function/echo/a%2Fb", "/function/echo/a%252Fb", "/function/echo/%c0%af"),
        Get("P3", "empty segments", Invalid, "//system/functions", "/system//functions", "///", "/system/functions//"),
        Exactly("P3 tail", "empty segments in a function's tail go on as they are", "/function/echo//a///b"),
        Get("P4", "parameters", Invalid, "/system;/functions", "/system/functions;x=1", "/function/a;b", "/async-function/a;b")
            .Noting("A function's name ends at a slash, a question mark or the end, so /function/a;b is 400 too; in its tail a semicolon goes on."),
        Exactly("P4 tail", "parameters in a function's tail go on as they are", "/function/echo/a;b=c"),
        Get("P5", "backslashes, plain and encoded", Invalid, "/function\\..\\system", "/function/%5c..%5csystem", "/function/a%5Cb", "/system/a\\b", "/system/a%5cb", "/function/x/a\\b"),
        Exactly("P5 tail", "an encoded backslash in a function's tail goes on as it is", "/function/echo/a%5Cb"),
        Get("P6 escaped", "letters of the prefix as escapes", NotExposed, "/%73ystem/functions", "/syste%6d/functions"),
        Get("P6 case", "letters of the prefix in another case", NotExposed, "/SYSTEM/functions", "/System/x", "/Function/x", "/FUNCTION/x"),
        Get("P7", "bytes and escapes no path may hold", Invalid, "/system/functions%0d%0aX:1", "/system/%zz", "/system/%", "/system/a\u0001b", "/system/a\u007fb", "/system/%e9", "/function/x/%zz"),
        Get("P7 server", "a NUL or bytes beyond ASCII, which the server itself refuses", ByTheServer,
            "/system/functions%00", "/function/x/a%00", "/system/caf\u00c3\u00a9", "/function/x/caf\u00c3\u00a9", "/system/caf\u00e9"),
        Get("P8", "fragments, plain and encoded", Invalid, "/system/functions#frag", "/system/functions%23", "/function/x/a#b"),
        Get("P9 absolute", "absolute targets of another host, which the server itself refuses", ByTheServer, "http://evil.example.com/system/x", "http://127.0.0.1/system/functions"),
        Of("P9 ours", "absolute targets of our own host", Invalid, Trial.Of("system", w => w.CallWithToken("GET", $"{w.Gateway.PublicAddress}system/functions")),
            Trial.Of("function", w => w.CallWithToken("POST", $"{w.Gateway.PublicAddress}function/x"))).In(Both),
        Of("P9 forms", "OPTIONS *", Invalid, Trial.Of("OPTIONS *", w => w.CallWithToken("OPTIONS", "*"))).In(Both),
        Of("P9 CONNECT", "CONNECT", ByTheServer, Trial.Of("CONNECT", w => w.CallWithToken("CONNECT", "127.0.0.1:80"))).In(Both),
        Of("P9 methods", "methods that are not accepted", Outcome.Refused(405, "method_refused"),
            [.. new[] { "TRACE", "TRACK", "PROPFIND", "get", "BREW" }.Select(method => Trial.Of(method, w => w.CallWithToken(method, "/system/functions")))]).In(Both),
        Get("P10", "everything that only resembles, and everything else", NotExposed,
            "/systemx", "/functionx", "/async-functionx", "/", "/ui/", "/metrics", "/oauth/token", "/readyz", "/healthz/", "/system", "/favicon.ico"),
        Of("P10 health", "the gateway's own health: its answer, and nothing else", new Outcome("200 OK, upstream nothing"), Trial.InWorld("health", async world =>
        {
            world.Upstream.Forget();
            var answer = await world.Call("GET", "/healthz").SendAsync();
            return new Sighting($"{answer.Status} {answer.Text.Trim()}, upstream {(world.Upstream.Requests.Count == 0 ? "nothing" : "something")}");
        })).In(Both).Noting("The public listener answers /healthz itself, for load balancers; everything an operator wants to know is on another port."),
        Of("P11", "headers that name another method or target", new Outcome("200, GET /system/functions, none of them"), Trial.InWorld("headers", async world =>
        {
            string[] names = ["X-HTTP-Method-Override", "X-Original-URL", "X-Rewrite-URL"];
            var call = names.Aggregate(world.CallWithToken("GET", "/system/functions"), (c, name) => c.Header($"{name}: DELETE"))
                .Header("X-Forwarded-Uri: /function/x").Header("X-Forwarded-Prefix: /function");
            world.Upstream.Forget();
            var answer = await Asking.AnswerAsync(call);
            var (sent, left) = (world.Upstream.Only, names.Where(world.Upstream.Only.Has).ToArray());
            return new Sighting($"{answer}, {sent.Method} {sent.Target}, {(left is [] ? "none" : string.Join(" and ", left))} of them");
        })).In(Both).Noting("X-Forwarded-Uri and X-Forwarded-Prefix decide nothing here, and OpenFaaS does not read them; like any X- header they go on."),
        Of("P12", "a probe's name or path without a token", Refused("token_missing"),
            [.. new[] { "/system/info", "/system/functions", "/function/healthz", "/async-function/x" }.SelectMany(target => new[] { "kube-probe/1.27", "GoogleHC/1.0", "ELB-HealthChecker/2.0" }
                .Select(agent => Trial.Of($"{agent} {target}", w => w.Call("GET", target).Header($"User-Agent: {agent}"))))]).In(Both),
        Of("P13", "a preflight without a token", Refused("token_missing"), [.. new[] { "/system/functions", "/function/x" }.Select(target => Trial.Of(target, w =>
            w.Call("OPTIONS", target).Header("Origin: https://evil.example.com").Header("Access-Control-Request-Method: POST").Header("Access-Control-Request-Headers: authorization")))]).In(Both),
        Exactly("P14", "a query that can be read in two ways goes on as it is", "/function/echo?namespace=a&namespace=b", "/function/echo?a;b", "/function/echo?a%26b=c&", "/function/echo?/../;#"[..^1])
            .Noting("Nothing is decided by the query, so nothing of it is judged."),
        Http2("P15", "HTTP/2: paths that are none", "reset 1, upstream nothing", "system/functions", "*", "", "http://evil.example.com/system/functions"),
        Http2("P15 judged", "HTTP/2: paths that no target may be", "status 400, upstream nothing", "/system/a b", "/system/../function/x", "//system/functions", "/system/functions#x"),
        Of("P15 authority", "HTTP/2: a host beside another authority", new Outcome("status 200, upstream without it"), Trial.InWorld("host", async world =>
        {
            world.Upstream.Forget();
            var outcome = await Http2Async(world, "/system/functions", ("host", "evil.example.com"));
            return new Sighting($"{outcome}, upstream {(world.Upstream.Requests.Any(r => r.ToString().Contains("evil", StringComparison.Ordinal)) ? "with" : "without")} it");
        })).In(Scenes.Tls).Noting("The server takes the authority and drops the host beside it, so nobody can read the two differently."),
    ]);

    private static Vector Http2(string id, string says, string expected, params string[] paths) => Of(id, says, new Outcome(expected), [.. paths.Select(path => Trial.InWorld(path.Length == 0 ? "empty" : path, async world =>
    {
        world.Upstream.Forget();
        return new Sighting($"{await Http2Async(world, path)}, upstream {(world.Upstream.Requests.Count == 0 ? "nothing" : "something")}");
    }))]).In(Scenes.Tls);

    private static async Task<string> Http2Async(World world, string path, params (string Name, string Value)[] more)
    {
        using var connection = await Http2Connection.ConnectAsync(world.Gateway.PublicAddress, Certificates.Authority.Root);
        await connection.RequestAsync([(":method", "GET"), (":scheme", "https"), (":authority", world.Gateway.PublicAddress.Authority), (":path", path), .. more,
            ("authorization", $"Bearer {world.Token().Compact()}")]);
        return await connection.ReadOutcomeAsync();
    }

    private static Vector Get(string id, string says, Outcome expected, params string[] targets) =>
        Of(id, says, expected, [.. targets.Select(target => Trial.Of(target, w => w.CallWithToken("GET", target)))]).In(Both);

    private static Vector Exactly(string id, string says, params string[] targets) => Of(id, says, new Outcome("200, byte for byte"), [.. targets.Select(target => Trial.InWorld(target, async world =>
    {
        world.Upstream.Forget();
        var answer = await Asking.AnswerAsync(world.CallWithToken("GET", target));
        var sent = world.Upstream.Requests is [var only] ? only.Target : "nothing";
        return new Sighting($"{answer}, {(sent == target ? "byte for byte" : sent)}");
    }))]).In(Scenes.Invoke);
}
