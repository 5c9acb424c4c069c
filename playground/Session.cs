using FederatedGateway.Playground.Platform;
using FederatedGateway.Playground.Walk;

namespace FederatedGateway.Playground;

/// <summary>One run of the playground: start all, walk, and then stay up or leave. A stop at any time ends it cleanly.</summary>
internal sealed class Session(Options options)
{
    private static readonly TimeSpan LogPause = TimeSpan.FromMilliseconds(250);

    private readonly WalkReport _report = new(options.NoColor);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (options.Ports.Select(port => port.Obstacle()).FirstOrDefault(obstacle => obstacle is not null) is { } obstacle)
        {
            await Console.Error.WriteLineAsync(obstacle);
            return ExitCode.StartFailed;
        }

        using var log = new WarningLog();
        try
        {
            await using var platform = await LocalPlatform.StartAsync(options, log, cancellationToken);
            return await WalkAsync(platform, log, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return options.Once ? ExitCode.Failure : ExitCode.Success;
        }
        catch (Exception exception)
        {
            _report.Log(log.Drain());
            await Console.Error.WriteLineAsync($"The playground cannot start: {exception.Message}");
            return ExitCode.StartFailed;
        }
    }

    private async Task<int> WalkAsync(LocalPlatform platform, WarningLog log, CancellationToken cancellationToken)
    {
        _report.Heading("Federated Gateway playground");
        _report.Line($"  issuer    {platform.Issuer.Issuer} ({options.Claims.Name} claims)");
        _report.Line($"  OpenFaaS  {platform.OpenFaas.Address}");
        _report.Line($"  gateway   {platform.Gateway} (health {platform.Health})");
        _report.Line();
        var tally = await new Journey(platform, log, _report).TakeAsync(cancellationToken);
        if (!options.Once) await StayUpAsync(platform, log, tally, cancellationToken);
        else _report.Line(tally.ToString());
        return tally.Unexpected == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private async Task StayUpAsync(LocalPlatform platform, WarningLog log, Tally tally, CancellationToken cancellationToken)
    {
        _report.Heading($"{tally}. Everything stays up until Ctrl-C; to try it from another terminal:");
        _report.Line();
        foreach (var line in PasteLines.For(platform)) _report.Line(line);
        _report.Line();
        while (true)
        {
            _report.Log(log.Drain());
            await Task.Delay(LogPause, TimeProvider.System, cancellationToken);
        }
    }
}
