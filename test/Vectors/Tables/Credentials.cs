using FederatedGateway.Testing;
using static FederatedGateway.Vectors.Row;

namespace FederatedGateway.Vectors.Tables;

/// <summary>The cluster's credential: where it goes, where it never goes, and what becomes of a wrong one.</summary>
public static class Credentials
{
    private static readonly string[] Secrets = ["Authorization", "Proxy-Authorization", "DPoP"];

    private static readonly Scene Listed = Scenes.Invoke.With("callback_hosts", "hooks.example.com");

    public static Table Table { get; } = new("Credentials",
    [
        Of("C1", "a function gets no credential of anybody", Invoked,
            Trial.Of("POST", w => w.CallWithToken("POST", "/function/echo-headers")),
            Trial.Of("with more", w => w.CallWithToken("POST", "/function/echo-headers").Header("Proxy-Authorization: Basic eDp5").Header("Authorization_: x"))).In(Scenes.Invoke),
        Of("C2", "a queued call gets none either", new Outcome("200, upstream has none of Authorization, Proxy-Authorization, DPoP"), Trial.InWorld("async", async world =>
        {
            world.Upstream.Forget();
            var answer = await Asking.AnswerAsync(world.CallWithToken("POST", "/async-function/x").Header("Proxy-Authorization: Basic eDp5").Header("DPoP: eyJ0eXAiOiJkcG9wK2p3dCJ9"));
            var left = Secrets.Where(world.Upstream.Only.Has).ToArray();
            return new Sighting($"{answer}, upstream has {(left is [] ? "none of " + string.Join(", ", Secrets) : string.Join(", ", left))}");
        })).In(Scenes.Invoke),
        Of("C2 cookie", "a queued call keeps its cookie", new Outcome("a=1"), Trial.InWorld("async", async world =>
        {
            world.Upstream.Forget();
            await world.CallWithToken("POST", "/async-function/x").Header("Cookie: a=1").SendAsync();
            return new Sighting(world.Upstream.Only.Header("Cookie") ?? "no cookie");
        })).In(Scenes.Invoke).Noting("A cookie is the function's on invoke routes, queued or not."),
        Of("C2 callback", "a callback to a host that is not listed", Forbidden("callback_refused"), Callback("http://169.254.169.254/"), Callback("http://hooks.example.com@evil.example/"), Callback("ftp://hooks.example.com/"))
            .In(Listed),
        Of("C2 listed", "a callback to a host that is listed, on any port", Invoked, Callback("https://hooks.example.com/done"), Callback("http://hooks.example.com:8080/")).In(Listed),
        Of("C2 unlisted", "without a list any callback passes", Invoked, Callback("http://169.254.169.254/")).In(Scenes.Invoke),
        Of("C3", "/system gets exactly one Basic, whatever the method", Accepted,
            [.. new[] { "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" }.Select(method => Trial.Of(method, w => w.CallWithToken(method, "/system/functions")))]),
        Of("C4", "Basic from a caller: a guess, a token inside, the cluster's own", Refused("scheme_unsupported"),
            Basic("a guess", _ => "admin:admin"), Basic("a token as the password", w => "x:" + w.Token().Compact()), Basic("a token as the user", w => w.Token().Compact() + ":"),
            Trial.Of("the cluster's own", w => w.Call("GET", "/system/functions").Header($"Authorization: {w.Upstream.BasicValue}"))),
        Of("C5", "OpenFaaS refuses the cluster's credential", new Outcome("502 upstream_credential_rejected, challenges 0, upstream asked 1 times"), Trial.InWorld("rotated behind us", async world =>
        {
            world.Upstream.Password = "another";
            var answer = await world.CallWithToken("GET", "/system/functions").SendAsync();
            return new Sighting($"{Watch.Answer(answer)}, challenges {answer.Head.Values("WWW-Authenticate").Count}, upstream asked {world.Upstream.Requests.Count} times");
        })).In(Scenes.OneKey.Fresh()),
        Of("C5 previous", "the files are ahead of OpenFaaS: the previous credential is tried", new Outcome("200 before, 200 after"), Trial.InWorld("rotated before us", async world =>
        {
            var before = await Asking.GoodAsync(world);
            world.Credential.Write(world.Upstream.User, "not-yet-known");
            await Eventually.TrueAsync(
                async () => await Asking.GoodAsync(world) == "200" && world.Log.Text.Contains("generation 2", StringComparison.Ordinal), "the new files are read");
            return new Sighting($"{before} before, {await Asking.GoodAsync(world)} after");
        })).In(Scenes.OneKey.Fresh()),
        Vector.ProvedBy("C6", "a rotation under load, old password first, then the new", "CredentialFiles.A_rotation_shows_to_no_caller"),
        Of("C7 unusable", "a file missing or empty, a colon in the user name", Outcome.Refused(503, "credential_unavailable"),
            Files("no user", null, "p"), Files("no password", "u", null), Files("empty user", "", "p"), Files("empty password", "u", ""), Files("blank", "u", " \r\n"), Files("colon", "a:b", "p"))
            .In(Scenes.OneKey.Fresh()),
        Of("C7 trimmed", "line ends around the values", Accepted,
            Trimmed("LF", "admin\n", "another\n"), Trimmed("CRLF", "admin\r\n", "another\r\n"), Trimmed("blanks", " admin\t", "\n another ")).In(Scenes.OneKey.Fresh()),
        Of("C8", "OpenFaaS cleans a path by a redirect", Outcome.Of("502 upstream_redirect", Upstream.Basic),
            Redirect("301 Moved Permanently"), Redirect("308 Permanent Redirect")).In(Scenes.OneKey.Fresh()),
        Vector.ProvedBy("C9", "no secret in any answer, log or metric, debug included", "Disclosure.No_secret_is_ever_said"),
    ]);

    private static Trial Callback(string url) => Trial.Of(url, w => w.CallWithToken("POST", "/async-function/x").Header($"X-Callback-Url: {url}"));

    private static Trial Basic(string name, Func<World, string> credentials) => Trial.Of(name, w =>
        w.Call("GET", "/system/functions").Header($"Authorization: Basic {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(credentials(w)))}"));

    private static Trial Files(string name, string? user, string? password) => Trial.InWorld(name, async world =>
    {
        await WriteAsync(world, user, password, ready: false);
        return await Watch.Async(world, world.CallWithToken("GET", "/system/functions"));
    });

    private static Trial Trimmed(string name, string user, string password) => Trial.InWorld(name, async world =>
    {
        // Gone for a moment, so that readiness tells when the new ones are read.
        await WriteAsync(world, null, null, ready: false);
        world.Upstream.Password = password.Trim();
        await WriteAsync(world, user, password, ready: true);
        return await Watch.Async(world, world.CallWithToken("GET", "/system/functions"));
    });

    private static Task WriteAsync(World world, string? user, string? password, bool ready)
    {
        world.Credential.Write(user, password);
        return Eventually.TrueAsync(async () => await world.IsReadyAsync() == ready, "the files are read");
    }

    private static Trial Redirect(string status) => Trial.InWorld(status, world =>
    {
        world.Upstream.Script = exchange => exchange.RespondAsync(status, "", "Location: /function/x");
        return Watch.Async(world, world.CallWithToken("GET", "/system/functions"));
    });
}
