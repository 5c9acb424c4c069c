namespace FederatedGateway.Reliability;

/// <summary>When something was down, so that a fault can be excused by it.</summary>
internal sealed class Outages
{
    private readonly List<(long From, long To)> _all = [];

    public int Count => _all.Count;

    /// <summary>An outage that lasts from before <paramref name="down"/> until after <paramref name="up"/>.</summary>
    public async Task DuringAsync(Func<Task> down, TimeSpan length, Func<Task> up)
    {
        var from = Clock.Now;
        await down();
        await Clock.Pass(length);
        await up();
        _all.Add((from, Clock.Now));
    }

    public bool Overlap(Observation observation) => _all.Any(outage => observation.Began <= outage.To && observation.Ended >= outage.From);
}
