using FederatedGateway.Testing;

namespace FederatedGateway.Reliability.Scenarios;

/// <summary>
/// Callers that send their headers, or their body, a byte at a time, and callers that ask for much and do not read it. The server closes on slow
/// headers after 30 s, and so long this takes; bodies have no time limit and end well.
/// </summary>
internal static class SlowPeers
{
    private const int Heads = 500;
    private const int Uploads = 200;
    private const int Downloads = 100;
    private const int DownloadMiB = 8;
    private const int MoreMiB = 128;
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan HeadLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);
    private static readonly byte[] Block = new byte[1024 * 1024];

    public static async Task RunAsync(TimeSpan duration, Findings findings)
    {
        await using var world = await Worlds.StartAsync();
        world.Upstream.Script = AnswerAsync;
        var (load, figures) = (Load.StartValid(world), new GatewayFigures(world));
        await Clock.Pass(Before);
        var (resident, since, token) = (figures.ResidentMiB, Clock.Now, new Tokens(world).Valid().Token);
        var heads = await ManyAsync(Heads, () => SlowHead.OpenAsync(world.Gateway.PublicAddress));
        var uploads = await ManyAsync(Uploads, () => world.Call("POST", "/function/slow").Bearer(token).Header("Transfer-Encoding: chunked").OpenAsync());
        var downloads = await ManyAsync(Downloads, () => world.Call("GET", "/function/large").Bearer(token).OpenAsync());
        await world.ForgettingAsync(DripAsync(heads, uploads, HeadLimit + Slack > duration ? HeadLimit + Slack : duration));
        findings.ExpectGrowth("resident_mib", resident, figures.ResidentMiB, MoreMiB);

        var closed = heads.Where(head => head.Closed.IsCompleted).Select(head => head.Closed.Result.TotalSeconds).ToArray();
        findings.Note("slow_heads_closed", closed.Length);
        findings.Expect(closed.Length == Heads, $"{Heads - closed.Length} slow heads were not cut off");
        if (closed.Length > 0) findings.Note("closed_after_s", $"{closed.Min():F0}-{closed.Max():F0}");
        await EndWellAsync(uploads, downloads, findings);
        await load.StopAsync();
        findings.ExpectOnlyRight(load);
        findings.ExpectUnaffected(load, since);
        foreach (var peer in heads.Concat<IDisposable>(uploads).Concat(downloads)) peer.Dispose();
    }

    /// <summary>Goes on until every head is cut off, but no longer than the limit allows.</summary>
    private static async Task DripAsync(SlowHead[] heads, RawClient[] uploads, TimeSpan most)
    {
        for (var start = Clock.Now; Clock.Since(start) < most && heads.Any(head => !head.Closed.IsCompleted);)
        {
            await Task.WhenAll(heads.Select(head => head.DripAsync()).Concat(uploads.Select(upload => upload.SendChunkAsync("x"))));
            await Clock.Pass(Tick);
        }
    }

    private static async Task EndWellAsync(RawClient[] uploads, RawClient[] downloads, Findings findings)
    {
        var (uploaded, downloaded) = (0, 0);
        foreach (var upload in uploads)
        {
            await upload.SendAsync("0\r\n\r\n");
            if (await upload.ReadResponseAsync() is { Status: 200, Text: "ok" }) uploaded++;
        }

        foreach (var download in downloads)
            if ((await download.ReadResponseAsync()).Body.Length == DownloadMiB * Block.Length) downloaded++;
        findings.Note("slow_uploads", uploaded);
        findings.Note("slow_downloads", downloaded);
        findings.Expect(uploaded == uploads.Length, $"{uploads.Length - uploaded} slow uploads did not end well");
        findings.Expect(downloaded == downloads.Length, $"{downloads.Length - downloaded} slow downloads did not end well");
    }

    private static async Task AnswerAsync(UpstreamExchange exchange)
    {
        if (exchange.Request.Target != "/function/large")
        {
            await exchange.RespondAsync("200 OK", "ok");
            return;
        }

        await exchange.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: {DownloadMiB * Block.Length}\r\n\r\n");
        for (var i = 0; i < DownloadMiB; i++) await exchange.WriteAsync(Block);
    }

    private static Task<T[]> ManyAsync<T>(int count, Func<Task<T>> open) => Task.WhenAll(Enumerable.Range(0, count).Select(_ => open()));
}
