using FederatedGateway.Playground.Platform;

namespace FederatedGateway.Playground.Walk;

/// <summary>The walk from end to end. A step that throws counts as not expected, and the walk goes on.</summary>
internal sealed class Journey(LocalPlatform platform, WarningLog log, WalkReport report)
{
    private static IEnumerable<Step> Steps =>
    [
        .. ManagementSteps.Before,
        .. InvocationSteps.AtOnce,
        .. ManagementSteps.After,
        .. InvocationSteps.Later,
        .. RefusalSteps.All,
    ];

    public async Task<Tally> TakeAsync(CancellationToken cancellationToken)
    {
        using var traveller = new Traveller(platform);
        var tally = default(Tally);
        foreach (var step in Steps)
        {
            var result = await TakeAsync(step, traveller, cancellationToken);
            tally = tally.Add(result.AsExpected);
            report.Step(tally.Total, step.Name, result);
            if (!result.AsExpected) report.Log(log.Drain());
        }

        return tally;
    }

    private static async Task<StepResult> TakeAsync(Step step, Traveller traveller, CancellationToken cancellationToken)
    {
        try
        {
            return await step.TakeAsync(traveller, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new StepResult(step.Name, [$"{exception.GetType().Name}: {exception.Message}"], "an answer", AsExpected: false);
        }
    }
}
