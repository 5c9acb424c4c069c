using FederatedGateway.Testing;

namespace FederatedGateway.Reliability.Scenarios;

/// <summary>
/// The cluster's password changes again and again: first the files, as Kubernetes swaps them, then OpenFaaS, which reads them when it
/// starts again. One time in three a file is missing for a moment.
/// </summary>
internal static class SecretRotation
{
    private static readonly TimeSpan Restart = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Missing = TimeSpan.FromSeconds(1.5);

    /// <summary>The gateway looks at the files once a second; that it looked is in its log.</summary>
    private static readonly TimeSpan UntilNoticed = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(TimeSpan duration, Findings findings)
    {
        await using var world = await Worlds.StartAsync();
        world.Upstream.ChecksCredential = false;
        world.Upstream.Script = AnswerAsync;
        var load = Load.Start(world, request: turn => (turn % 5) switch
        {
            0 => ("POST", "/system/functions", new string('x', 64)),
            1 => ("PUT", "/system/functions", new string('x', 4096)),
            _ => ("GET", "/system/functions", null),
        });
        var (rotations, missing, restarts) = (0, new Outages(), new Outages());
        await world.ForgettingAsync(RepeatAsync());
        await load.StopAsync();

        findings.Note("rotations", rotations);
        findings.Note("file_missing", missing.Count);
        findings.ExpectOnlyRight(load, o => o.Shot.IsValid && (o.Answer switch
        {
            "503 credential_unavailable" => missing.Overlap(o),
            "502 upstream_unreachable" or "502 upstream_aborted" or LoadConnection.Unanswered or LoadConnection.CutOff => restarts.Overlap(o),
            _ => false,
        }));

        async Task RepeatAsync()
        {
            for (var start = Clock.Now; Clock.Since(start) < duration;)
            {
                var next = $"password-{++rotations}";
                if (rotations % 3 == 0) await missing.DuringAsync(() => WriteAsync(null), Missing, () => RestoreAsync());
                var already = Readings();
                await WriteAsync(next);
                await Eventually.TrueAsync(() => Readings() > already, "the gateway reads the new files");
                await Clock.PassMilliseconds(300);
                await restarts.DuringAsync(world.Upstream.GoDownAsync, Restart, () => ComeUpAsync(next));
                await Clock.PassMilliseconds(300);
            }
        }

        async Task RestoreAsync()
        {
            await WriteAsync(world.Upstream.Password);
            await Clock.Pass(UntilNoticed);
        }

        Task ComeUpAsync(string password)
        {
            world.Upstream.Password = password;
            world.Upstream.ComeUp();
            return Task.CompletedTask;
        }

        Task WriteAsync(string? password)
        {
            world.Credential.Write(world.Upstream.User, password);
            return Task.CompletedTask;
        }

        int Readings() => world.Log.Lines.Count(line => line.Contains("credential for OpenFaaS read from", StringComparison.Ordinal));

        // As OpenFaaS's server does: who is refused while he waits to be told to go on is not told to go on.
        async Task AnswerAsync(UpstreamExchange exchange)
        {
            if (exchange.Request.Header("Authorization") == world.Upstream.BasicValue)
            {
                await exchange.RespondAsync("200 OK", "ok");
                return;
            }

            if (!exchange.Request.Has("Expect")) await exchange.ReadBodyAsync();
            await exchange.WriteAsync("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"Restricted\"\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            exchange.Close();
        }
    }
}
