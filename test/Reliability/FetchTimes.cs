using FederatedGateway.Testing;

namespace FederatedGateway.Reliability;

/// <summary>When the issuer's keys were fetched, by watching its count.</summary>
internal sealed class FetchTimes
{
    private readonly List<long> _times = [];
    private volatile bool _stopping;
    private Task _watching = Task.CompletedTask;

    public int Count => _times.Count;

    public static FetchTimes Watch(IssuerDocument document)
    {
        var times = new FetchTimes();
        times._watching = Task.Run(() => times.WatchAsync(document));
        return times;
    }

    public Task StopAsync()
    {
        _stopping = true;
        return _watching;
    }

    /// <summary>The most fetches that any span of this length held.</summary>
    public int MostWithin(TimeSpan span) => _times.Select(first => _times.Count(time => time >= first && time < Clock.After(first, span))).DefaultIfEmpty().Max();

    private async Task WatchAsync(IssuerDocument document)
    {
        var seen = document.Fetches;
        while (!_stopping)
        {
            for (var now = document.Fetches; seen < now; seen++) _times.Add(Clock.Now);
            await Clock.PassMilliseconds(5);
        }
    }
}
