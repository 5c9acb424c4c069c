namespace FederatedGateway.Tests.Admission;

/// <summary>
/// A wall clock that stands, so that every token meets its limits at the same second, and a stopwatch that leaps, so that no token waits
/// for its turn to ask for keys.
/// </summary>
internal sealed class PinnedClock(DateTimeOffset now) : TimeProvider
{
    private long _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => Interlocked.Add(ref _elapsed, 3 * TimeSpan.TicksPerSecond);
}
