namespace FederatedGateway.Reliability;

/// <summary>The real clock; this program's subject is what happens in real time.</summary>
internal static class Clock
{
    private static readonly TimeProvider Real = TimeProvider.System;

    public static long Now => Real.GetTimestamp();

    public static TimeSpan Since(long start) => Real.GetElapsedTime(start);

    public static TimeSpan Between(long start, long end) => Real.GetElapsedTime(start, end);

    public static long After(long start, TimeSpan span) => start + (long)(span.TotalSeconds * Real.TimestampFrequency);

    public static Task Pass(TimeSpan span) => Task.Delay(span, Real);

    public static Task PassMilliseconds(int milliseconds) => Pass(TimeSpan.FromMilliseconds(milliseconds));
}
