using FederatedGateway.Testing;

namespace FederatedGateway.Reliability.Scenarios;

/// <summary>The issuer accepts connections and never answers.</summary>
internal static class HangingIssuer
{
    private const int Askers = 500;
    private const int MoreThreads = 16;

    /// <summary>One fetch takes 10 s to be given up; nobody waits for two.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(14);

    public static async Task RunAsync(TimeSpan duration, Findings findings)
    {
        await using var world = await Worlds.StartAsync();
        var (load, figures) = (Load.StartValid(world), new GatewayFigures(world));
        await Clock.PassMilliseconds(1500);
        var (threads, most, longest) = (figures.Threads, 0L, TimeSpan.Zero);
        world.Issuer.Keys.Hold();
        var since = Clock.Now;
        var asking = AskAsync();
        while (!asking.IsCompleted)
        {
            most = Math.Max(most, figures.Threads);
            world.Upstream.Forget();
            await Task.WhenAny(asking, Clock.PassMilliseconds(200));
        }

        await asking;
        await load.StopAsync();
        world.Issuer.Keys.Release();

        findings.Note("longest_wait_s", longest.TotalSeconds.ToString("F1"));
        findings.Expect(longest <= LongestWait, $"a token of an unknown key was held for {longest.TotalSeconds:F1} s");
        findings.ExpectGrowth("threads", threads, most, MoreThreads);
        findings.ExpectOnlyRight(load);
        findings.ExpectUnaffected(load, since);

        async Task AskAsync()
        {
            var asked = 0;
            do
            {
                var callers = Enumerable.Range(0, Askers).Select(_ => new LoadConnection(world)).ToArray();
                var seen = await Task.WhenAll(callers.Select(caller => caller.SendAsync(new Tokens(world).UnknownKey())));
                asked += seen.Length;
                foreach (var answer in seen.Where(o => o.Answer != "503 keys_unavailable").Select(o => o.Answer).Distinct())
                    findings.Expect(false, $"a token of an unknown key was answered {answer}");
                longest = seen.Select(o => Clock.Between(o.Began, o.Ended)).Append(longest).Max();
                foreach (var caller in callers) caller.Dispose();
            }
            while (Clock.Since(since) < duration);
            findings.Note("asked", asked);
        }
    }
}
