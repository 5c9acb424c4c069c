using System.Buffers;
using System.Globalization;

namespace FederatedGateway.Configuration;

/// <summary>Durations as OpenFaaS and Go write them: <c>30s</c>, <c>5m</c>, <c>1h30m</c>, <c>500ms</c>, <c>1d</c>, or a plain <c>0</c>.</summary>
internal static class Duration
{
    // Longest suffix first: "ms" must not be read as "m".
    private static readonly (string Suffix, double Seconds)[] Units =
        [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400)];

    private static readonly SearchValues<char> Digits = SearchValues.Create(".0123456789");

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text == "0")
            return true;

        var rest = text.AsSpan();
        double seconds = 0;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Digits);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return false;
            rest = rest[digits..];
            if (!TryTakeUnit(ref rest, out var unit))
                return false;
            seconds += number * unit;
        }

        // A hundred years is far beyond any setting and far below what TimeSpan can hold.
        if (text.Length == 0 || seconds > 36500d * 86400)
            return false;
        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }

    public static string Format(TimeSpan duration) => duration switch
    {
        { Ticks: 0 } => "0s",
        { TotalHours: var hours } when hours == Math.Floor(hours) => $"{hours}h",
        { TotalMinutes: var minutes } when minutes == Math.Floor(minutes) => $"{minutes}m",
        { TotalSeconds: var seconds } when seconds == Math.Floor(seconds) => $"{seconds}s",
        _ => $"{duration.TotalMilliseconds}ms",
    };

    private static bool TryTakeUnit(ref ReadOnlySpan<char> rest, out double seconds)
    {
        foreach (var (suffix, unit) in Units)
        {
            if (rest.StartsWith(suffix, StringComparison.Ordinal))
            {
                rest = rest[suffix.Length..];
                seconds = unit;
                return true;
            }
        }

        seconds = 0;
        return false;
    }
}
