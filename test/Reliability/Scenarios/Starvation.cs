using FederatedGateway.Testing;

namespace FederatedGateway.Reliability.Scenarios;

/// <summary>
/// A thousand callers show tokens that are right in every claim but of keys nobody knows, and go on while the issuer really rotates.
/// </summary>
internal static class Starvation
{
    private const int JunkCallers = 1000;
    private const int MostFetches = 5;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(TimeSpan duration, Findings findings)
    {
        await using var world = await Worlds.StartAsync();
        var load = Load.StartValid(world);
        await Clock.Pass(Before);
        var fetches = FetchTimes.Watch(world.Issuer.Keys);
        var since = Clock.Now;
        var junk = Load.StartUnknownKeys(world, JunkCallers);
        var (rotations, longest) = (0, TimeSpan.Zero);
        await world.ForgettingAsync(RotateAsync());
        await Task.WhenAll(load.StopAsync(), junk.StopAsync(), fetches.StopAsync());

        findings.Note("rotations", rotations);
        findings.Note("junk", junk.Count);
        findings.Note("fetches", fetches.Count);
        findings.Note("most_fetches_in_10s", fetches.MostWithin(Window));
        findings.Note("longest_until_accepted_s", longest.TotalSeconds.ToString("F2"));
        findings.Expect(longest <= Window, $"a new key was let in only after {longest.TotalSeconds:F1} s");
        findings.Expect(fetches.MostWithin(Window) is > 0 and <= MostFetches, $"{fetches.MostWithin(Window)} fetches within ten seconds");
        findings.Expect(junk.Count >= JunkCallers, $"only {junk.Count} junk tokens were answered");
        foreach (var answer in junk.Unexpected.Select(o => o.Answer).Distinct()) findings.Expect(false, $"a token of an unknown key was answered {answer}");
        findings.ExpectOnlyRight(load);
        findings.ExpectUnaffected(load, since);

        async Task RotateAsync()
        {
            // Beyond one window, so that the count of fetches in it means something.
            var least = Window + Before > duration ? Window + Before : duration;
            for (var start = Clock.Now; Clock.Since(start) < least; rotations++)
            {
                // Each at another distance from the last fetch, and so from the next.
                await Clock.Pass(TimeSpan.FromSeconds(0.1 + (rotations * 0.7 % 2.4)));
                world.Issuer.Rotate(SigningKey.NewEc($"key-of-rotation-{rotations}"), overlap: true);
                var rotated = Clock.Now;
                using var caller = new LoadConnection(world);
                var seen = await caller.SendAsync(new Tokens(world).Valid());
                findings.Expect(seen.IsRight, $"the first token of a new key was answered {seen.Answer}");
                if (Clock.Since(rotated) is var waited && waited > longest) longest = waited;
            }
        }
    }
}
