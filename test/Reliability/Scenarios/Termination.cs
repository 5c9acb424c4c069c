using FederatedGateway.Testing;

namespace FederatedGateway.Reliability.Scenarios;

/// <summary>SIGTERM under load of callers that keep their connections, of callers that open new ones, and of calls that take long.</summary>
internal static class Termination
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongCall = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(TimeSpan duration, Findings findings)
    {
        var (ends, requests, wrong) = (0, 0, 0);
        for (var start = Clock.Now; ends == 0 || Clock.Since(start) < duration; ends++)
        {
            var once = new Findings();
            await OnceAsync(once);
            foreach (var fault in once.Faults) findings.Expect(false, fault);
            requests += int.Parse(once.Figures["requests"]);
            wrong += once.Faults.Count;
        }

        findings.Note("ends", ends);
        findings.Note("requests", requests);
        findings.Note("wrong", wrong);
    }

    private static async Task OnceAsync(Findings findings)
    {
        await using var world = await Worlds.StartAsync(w => w.Set("shutdown_delay", "2s").Set("shutdown_timeout", "15s"));
        world.Upstream.Script = async exchange =>
        {
            if (exchange.Request.Target == "/system/long") await Clock.Pass(LongCall);
            await exchange.RespondAsync("200 OK", "ok");
        };
        Load[] loads = [Load.Start(world), Load.Start(world, keepAlive: false), Load.Start(world, callers: 16, request: _ => ("GET", "/system/long", null))];
        await Clock.PassMilliseconds(500);

        var process = (GatewayProcess)world.Gateway;
        var told = Clock.Now;
        process.Terminate();
        await process.WaitForExitAsync();
        await Task.WhenAll(loads.Select(load => load.StopAsync()));

        var mayRefuse = Clock.After(told, Delay);
        var received = world.Upstream.Requests.Select(request => request.Header("X-Call-Id")).ToHashSet();
        findings.Note("requests", loads.Sum(load => load.Count));
        findings.Expect(process.ExitCode == 0, $"the exit code was {process.ExitCode}");
        foreach (var o in loads.SelectMany(load => load.Unexpected).Where(o => o.Ended < mayRefuse))
            findings.Expect(false, $"{o.Shot.Kind} token, before shutdown_delay was over: {o.Answer}");
        foreach (var o in loads.SelectMany(load => load.Unexpected).Where(o => o.Ended >= mayRefuse))
        {
            findings.Expect(o.Answer is LoadConnection.Refused or LoadConnection.Unanswered, $"{o.Shot.Kind} token, while leaving: {o.Answer}");
            findings.Expect(!received.Contains(o.CallId), $"a request that reached OpenFaaS was not answered: {o.Answer}");
        }

        findings.Expect(loads.Any(load => load.Unexpected.Any(o => o.Answer == LoadConnection.Refused)), "no caller saw the gateway gone, so the load ended too early");
    }
}
