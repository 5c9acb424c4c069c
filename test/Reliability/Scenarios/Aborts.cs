using FederatedGateway.Testing;

namespace FederatedGateway.Reliability.Scenarios;

/// <summary>Callers that reset in the middle of an upload, of waiting, of a download; and an OpenFaaS that resets in the middle of its answer.</summary>
internal static class Aborts
{
    private const int Callers = 24;
    private const int LeastAborts = 2_000;
    private const int MoreMiB = 64;

    /// <summary>What may stay open: connections that wait to be used again.</summary>
    private const int MoreDescriptors = 64;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(TimeSpan duration, Findings findings)
    {
        await using var world = await Worlds.StartAsync();
        world.Upstream.Script = AnswerAsync;
        var (load, figures) = (Load.StartValid(world), new GatewayFigures(world));
        var (aborts, looksWhole, turnedAway) = (0, 0, 0);
        // The first ones fill pools and caches; what comes after them must add nothing.
        await world.ForgettingAsync(AbortAsync(WarmUp, least: 0));
        await UntilNoneIsLeftAsync();
        var (resident, descriptors, since) = (figures.ResidentMiB, figures.Descriptors, Clock.Now);
        aborts = 0;
        await world.ForgettingAsync(AbortAsync(duration, LeastAborts));
        await UntilNoneIsLeftAsync();

        findings.Note("aborts", aborts);
        findings.Note("turned_away", turnedAway);
        findings.Expect(turnedAway == 0, $"{turnedAway} connections were reset before they could send their request");
        findings.Expect(looksWhole == 0, $"{looksWhole} answers that OpenFaaS broke off looked whole");
        await Eventually.TrueAsync(() => figures.Descriptors <= descriptors + MoreDescriptors, $"the sockets are freed; there were {descriptors}, there are {figures.Descriptors}");
        findings.ExpectGrowth("descriptors", descriptors, figures.Descriptors, MoreDescriptors);
        findings.ExpectGrowth("resident_mib", resident, figures.ResidentMiB, MoreMiB);
        await load.StopAsync();
        await Eventually.TrueAsync(async () => await figures.MetricAsync("fedgw_inflight") == 0, "no request is under way");
        findings.Note("inflight", await figures.MetricAsync("fedgw_inflight"));
        findings.ExpectOnlyRight(load);
        findings.ExpectUnaffected(load, since);

        // The load goes on meanwhile, so its callers may be among them.
        Task UntilNoneIsLeftAsync() => Eventually.TrueAsync(async () => await figures.MetricAsync("fedgw_inflight") <= 4, "the broken requests end");

        Task AbortAsync(TimeSpan time, int least) => Task.WhenAll(Enumerable.Range(0, Callers).Select(n => Task.Run(async () =>
        {
            var token = new Tokens(world).Valid().Token;
            var start = Clock.Now;
            for (var turn = n; Clock.Since(start) < time || Volatile.Read(ref aborts) < least; turn++)
            {
                try
                {
                    await OneAsync(turn % 4, token);
                }
                catch (IOException)
                {
                    Interlocked.Increment(ref turnedAway);
                }

                Interlocked.Increment(ref aborts);
            }
        })));

        async Task OneAsync(int kind, string token)
        {
            var request = kind switch
            {
                0 => world.Call("POST", "/function/upload").Bearer(token).Header("Content-Length: 1000"),
                1 => world.Call("GET", "/function/wait").Bearer(token),
                2 => world.Call("GET", "/function/endless").Bearer(token),
                _ => world.Call("GET", "/function/resets").Bearer(token),
            };
            using var client = await request.OpenAsync();
            if (kind == 0) await client.SendAsync("a beginning");
            if (kind is 0 or 1) await Clock.PassMilliseconds(5);
            if (kind == 2) await client.ReadHeadAsync();
            if (kind == 3 && await EndsWholeAsync(client)) Interlocked.Increment(ref looksWhole);
            if (kind != 3) client.Reset();
        }
    }

    private static async Task<bool> EndsWholeAsync(RawClient client)
    {
        if (await client.ReadHeadAsync() is not { } head || head.Parts[1] != "200") return false;
        while (await client.ReadPartAsync() is not null)
        {
        }

        return client.Ending == Ending.Complete;
    }

    private static async Task AnswerAsync(UpstreamExchange exchange)
    {
        switch (exchange.Request.Target)
        {
            case "/function/upload":
                await exchange.ReadBodyAsync();
                exchange.Close();
                break;
            case "/function/wait":
                await exchange.CallerGoneAsync();
                break;
            case "/function/endless":
                await exchange.StartChunkedAsync("200 OK");
                await exchange.WriteChunkAsync("a beginning");
                await exchange.CallerGoneAsync();
                break;
            case "/function/resets":
                await exchange.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\na beginning");
                exchange.Reset();
                break;
            default:
                await exchange.RespondAsync("200 OK", "ok");
                break;
        }
    }
}
