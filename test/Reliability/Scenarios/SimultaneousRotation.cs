using FederatedGateway.Testing;

namespace FederatedGateway.Reliability.Scenarios;

/// <summary>A thousand callers that switch to a new key in the same instant, while the old one is withdrawn, again and again.</summary>
internal static class SimultaneousRotation
{
    private const int Callers = 1000;
    private const int CallsEach = 3;
    private const int LeastRequests = 10_000;

    public static async Task RunAsync(TimeSpan duration, Findings findings)
    {
        await using var world = await Worlds.StartAsync();
        var (tokens, callers) = (new Tokens(world), Enumerable.Range(0, Callers).Select(_ => new LoadConnection(world)).ToArray());
        var (rotations, requests, failed, fetches) = (0, 0, new List<string>(), new List<int>());
        for (var start = Clock.Now; requests < LeastRequests || Clock.Since(start) < duration;)
        {
            var before = world.Issuer.Keys.Fetches;
            world.Issuer.Rotate(SigningKey.NewEc($"key-of-rotation-{++rotations}"));
            for (var call = 0; call < CallsEach; call++)
            {
                var shots = callers.Select(_ => tokens.Valid()).ToArray();
                var seen = await Task.WhenAll(callers.Zip(shots, (caller, shot) => caller.SendAsync(shot)));
                requests += seen.Length;
                failed.AddRange(seen.Where(o => !o.IsRight).Select(o => o.Answer));
            }

            fetches.Add(world.Issuer.Keys.Fetches - before);
            world.Upstream.Forget();
        }

        foreach (var caller in callers) caller.Dispose();
        findings.Note("rotations", rotations);
        findings.Note("requests", requests);
        findings.Note("failed", failed.Count);
        findings.Note("fetches", fetches.Sum());
        findings.Expect(failed.Count == 0, $"failed: {string.Join(", ", failed.GroupBy(f => f).Select(g => $"{g.Key} {g.Count()} times"))}");
        findings.Expect(fetches.TrueForAll(count => count == 1), $"not one fetch a rotation: {string.Join(", ", fetches)}");
    }
}
