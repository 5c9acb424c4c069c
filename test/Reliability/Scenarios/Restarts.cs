using FederatedGateway.Testing;

namespace FederatedGateway.Reliability.Scenarios;

/// <summary>Parties that come and go under load.</summary>
internal static class Restarts
{
    private static readonly TimeSpan Down = TimeSpan.FromMilliseconds(600);

    public static async Task OfTheIssuerAsync(TimeSpan duration, Findings findings)
    {
        await using var world = await Worlds.StartAsync(w => w.Set("jwks_refresh_interval", "1s"));
        var (load, asking, outages) = (Load.Start(world), Load.StartUnknownKeys(world, callers: 4), new Outages());
        await world.ForgettingAsync(RepeatAsync(duration, outages, world.Issuer.GoDownAsync, world.Issuer.ComeUpAsync));
        await Task.WhenAll(load.StopAsync(), asking.StopAsync());

        findings.Note("restarts", outages.Count);
        // Nobody can say of an unknown key that it is wrong while the issuer cannot be asked.
        foreach (var wrong in asking.Unexpected.Where(o => o.Answer != "503 keys_unavailable" || !outages.Overlap(o)).Select(o => o.Answer).Distinct())
            findings.Expect(false, $"a token of an unknown key was answered {wrong}");
        findings.ExpectOnlyRight(load);
    }

    public static async Task OfTheUpstreamAsync(TimeSpan duration, Findings findings)
    {
        await using var world = await Worlds.StartAsync();
        var (load, outages) = (Load.Start(world), new Outages());
        await world.ForgettingAsync(RepeatAsync(duration, outages, world.Upstream.GoDownAsync, ComeUp));
        await load.StopAsync();

        findings.Note("restarts", outages.Count);
        findings.ExpectOnlyRight(load, o => o.Shot.IsValid && outages.Overlap(o)
            && o.Answer is "502 upstream_unreachable" or "502 upstream_aborted" or "504 upstream_timeout" or LoadConnection.Unanswered or LoadConnection.CutOff);
        findings.Expect(load.Unexpected.Any(o => o.Answer == "502 upstream_unreachable"), "no caller noticed any outage, so nothing was tried");

        Task ComeUp()
        {
            world.Upstream.ComeUp();
            return Task.CompletedTask;
        }
    }

    private static async Task RepeatAsync(TimeSpan duration, Outages outages, Func<Task> down, Func<Task> up)
    {
        for (var start = Clock.Now; Clock.Since(start) < duration;)
        {
            await Clock.Pass(Down);
            await outages.DuringAsync(down, Down, up);
        }

        await Clock.Pass(Down);
    }
}
