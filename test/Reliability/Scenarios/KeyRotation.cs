using System.Collections.Concurrent;
using FederatedGateway.Testing;

namespace FederatedGateway.Reliability.Scenarios;

/// <summary>The issuer's keys change under mixed load, in turn with the old key still published and without.</summary>
internal static class KeyRotation
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(TimeSpan duration, Findings findings)
    {
        await using var world = await Worlds.StartAsync();
        var (load, rotations, withdrawn) = (Load.Start(world), 0, new ConcurrentDictionary<string, long>());
        await world.ForgettingAsync(RepeatAsync());
        await load.StopAsync();

        findings.Note("rotations", rotations);
        // Who still shows a token of a key that is withdrawn learns just that, and not before it is.
        findings.ExpectOnlyRight(load, o => o.Answer == "401 key_unknown" && withdrawn.TryGetValue(o.Shot.KeyId, out var at) && o.Ended > at);

        async Task RepeatAsync()
        {
            for (var start = Clock.Now; Clock.Since(start) < duration;)
            {
                await Clock.Pass(Period);
                var overlap = ++rotations % 2 == 0;
                var now = Clock.Now;
                if (!overlap)
                    foreach (var key in world.Issuer.Published) withdrawn.TryAdd(key.Kid, now);
                world.Issuer.Rotate(SigningKey.NewEc($"key-of-rotation-{rotations}"), overlap);
            }

            await Clock.Pass(Period);
        }
    }
}
