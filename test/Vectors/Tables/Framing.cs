using FederatedGateway.Testing;
using static FederatedGateway.Vectors.Row;

namespace FederatedGateway.Vectors.Tables;

/// <summary>Where one request ends and the next begins, and how long either may take.</summary>
public static class Framing
{
    private const string Head = "POST /function/echo HTTP/1.1\r\nHost: a.example.com\r\nAuthorization: Bearer {0}\r\n";

    private static readonly Outcome ByTheServer = Outcome.Refused(400, "");

    public static Table Table { get; } = new("Framing",
    [
        Of("F1", "Content-Length and Transfer-Encoding", Outcome.Refused(400, "framing_ambiguous"),
            Trial.OfBytes("CL.TE", Head + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            Trial.OfBytes("TE.CL", Head + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n")).In(Scenes.Invoke),
        Of("F1 hidden", "a request hidden behind them", new Outcome("400 framing_ambiguous, then closed, hidden request not run"), Trial.InWorld("hidden", async world =>
        {
            world.Upstream.Forget();
            using var client = await world.ConnectAsync();
            await client.SendAsync((Head + "Content-Length: 300\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /system/info HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {0}\r\n\r\n")
                .Replace("{0}", world.Token().Compact(), StringComparison.Ordinal));
            var answer = Watch.Answer(await client.ReadResponseAsync());
            var next = await client.ReadHeadAsync() is null ? "closed" : "another answer";
            return new Sighting($"{answer}, then {next}, hidden request {(world.Upstream.Requests.Any(r => r.Target == "/system/info") ? "run" : "not run")}");
        })).In(Scenes.Invoke),
        Of("F2", "heads that two parties could read differently", ByTheServer, [.. new[]
        {
            "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", "Content-Length: 1, 2\r\n\r\nab", "Content-Length: -1\r\n\r\n", "Content-Length: 0x1\r\n\r\na",
            "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", "Content-Length : 1\r\n\r\na", "X-Folded: a\r\n b\r\n\r\n",
            "X-Nul: a\0b\r\n\r\n", "Host: second.example.com\r\n\r\n", " X-Indented: a\r\n\r\n", "X-Bare-CR: a\rb\r\n\r\n",
        }.Select(rest => Trial.OfBytes(rest.ReplaceLineEndings(" "), Head + rest))]).In(Scenes.Invoke),
        Of("F2 plus", "a Content-Length with a plus", Invoked, Trial.OfBytes("+1", Head + "Content-Length: +1\r\n\r\na")).In(Scenes.Invoke)
            .Noting("The server reads it as 1, and 1 is what goes on."),
        Of("F2 host", "no Host", ByTheServer, Trial.OfBytes("no Host", "GET /function/echo HTTP/1.1\r\nAuthorization: Bearer {0}\r\n\r\n")).In(Scenes.Invoke),
        Of("F3", "chunks whose size or extension ends oddly", Outcome.Of("400 request_invalid", "nothing whole"), [.. new[]
        {
            "5\nhello\r\n0\r\n\r\n", "5;ext\nhello\r\n0\r\n\r\n", "5;a=\"\n\"\r\nhello\r\n0\r\n\r\n", "5\r\nhelloXX0\r\n\r\n", "5 \r\nhello\r\n0\r\n\r\n", "-5\r\nhello\r\n0\r\n\r\n", "5\r\nhello\n0\r\n\r\n",
        }.Select(body => Chunked(body))]).In(Scenes.Invoke),
        Of("F4", "a head whose lines end with LF alone", Invoked, Trial.OfBytes("LF", (Head + "\r\n").Replace("\r\n", "\n", StringComparison.Ordinal))).In(Scenes.Invoke)
            .Noting("The server accepts such a head (RFC 9112 §2.2 allows it); what goes on has proper line ends."),
        Of("F5", "a body behind GET, then a request without token", new Outcome("200, then 401 token_missing, upstream 1"), Connection(
            "GET /function/echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {0}\r\nContent-Length: 4\r\n\r\nbodyGET /system/info HTTP/1.1\r\nHost: x\r\n\r\n", 2)).In(Scenes.Invoke),
        Vector.ProvedBy("F6", "callers that break off again and again", "Http2.A_client_that_resets_its_streams_rapidly_disturbs_nobody")
            .Noting("Slow heads and bodies are the scenario slow-peers of the reliability program."),
        Of("F7", "one connection: a good token, a bad one, none, a good one", new Outcome("200, then 401 issuer_mismatch, then 401 token_missing, then 200, upstream 2"), Trial.InWorld("keep-alive", async world =>
        {
            world.Upstream.Forget();
            using var client = await world.ConnectAsync();
            WireRequest[] calls =
            [
                world.CallWithToken("GET", "/function/a"), world.Call("GET", "/function/b").Bearer(world.Token().Set("iss", "https://evil.example.com")),
                world.Call("GET", "/function/c"), world.CallWithToken("GET", "/system/functions"),
            ];
            var answers = new List<string>();
            foreach (var call in calls)
            {
                await call.SendOnAsync(client);
                answers.Add(Watch.Answer(await client.ReadResponseAsync()));
            }

            return new Sighting($"{string.Join(", then ", answers)}, upstream {world.Upstream.Requests.Count}");
        })).In(Scenes.Invoke),
        Of("F8", "upgrades on /system, and of cleartext HTTP/2 anywhere", Outcome.Refused(400, "upgrade_refused"),
            Upgrade("websocket", "/system/logs"), Upgrade("h2c", "/system/functions", "HTTP2-Settings: AAMAAABkAAQAAP__"), Upgrade("h2c", "/function/echo", "HTTP2-Settings: AAMAAABkAAQAAP__"),
            Upgrade("websocket, h2c", "/function/echo"), Upgrade("TLS/1.0", "/function/echo")).In(Scenes.Invoke),
        Of("F8 preface", "HTTP/2 without asking", Outcome.Of("no answer", Upstream.Nothing), Trial.OfBytes("preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).In(Scenes.Invoke),
        Vector.ProvedBy("F9 idle", "a stream that says nothing for long", "Streaming.The_head_arrives_before_the_first_byte_of_the_body")
            .Noting("There is no timer that could end an idle stream, so none is waited for here."),
        Vector.ProvedBy("F10", "a caller that aborts while OpenFaaS holds its answer", "Disconnects.A_caller_that_leaves_before_the_answer_cancels_the_call")
            .Noting("Thousands of times over it is the scenario aborts of the reliability program."),
        Vector.ProvedBy("F10 upstream", "an OpenFaaS that resets midway", "UpstreamFaults.An_openfaas_that_dies_midway_never_looks_like_a_whole_answer"),
    ]);

    private static Trial Upgrade(string protocol, string target, params string[] more) => Trial.Of($"{protocol} {target}", w => more.Aggregate(
        w.CallWithToken("GET", target).Header(more is [] ? "Connection: Upgrade" : "Connection: Upgrade, HTTP2-Settings").Header($"Upgrade: {protocol}"), (c, line) => c.Header(line)));

    /// <summary>A request may have begun upstream before its body turned out wrong; what matters is that it never looks whole there.</summary>
    private static Trial Chunked(string body) => Trial.InWorld(body.ReplaceLineEndings(" "), async world =>
    {
        world.Upstream.Forget();
        using var client = await world.ConnectAsync();
        await client.SendAsync((Head + "Transfer-Encoding: chunked\r\n\r\n").Replace("{0}", world.Token().Compact(), StringComparison.Ordinal) + body);
        var answer = Watch.Answer(await client.ReadResponseAsync());
        return new Sighting(answer, Forwarded: world.Upstream.Requests.All(r => r.Text.Length == 0 || r.Text != "hello") ? "nothing whole" : "a whole body");
    });

    private static Trial Connection(string text, int answers) => Trial.InWorld("one connection", async world =>
    {
        world.Upstream.Forget();
        using var client = await world.ConnectAsync();
        await client.SendAsync(text.Replace("{0}", world.Token().Compact(), StringComparison.Ordinal));
        var seen = new List<string>();
        for (var i = 0; i < answers; i++) seen.Add(Watch.Answer(await client.ReadResponseAsync()));
        return new Sighting($"{string.Join(", then ", seen)}, upstream {world.Upstream.Requests.Count}");
    });
}
