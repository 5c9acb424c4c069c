using System.Globalization;

namespace FederatedGateway.Playground.OpenFaas.Functions;

/// <summary>Waits for the time in the <c>X-Sleep</c> header (<c>500ms</c>, <c>2s</c>; two seconds without it), at most a minute.</summary>
internal static class SleepFunction
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static async Task InvokeAsync(HttpContext context)
    {
        var asked = context.Request.Headers["X-Sleep"].FirstOrDefault() ?? "2s";
        if (ParseDuration(asked) is not { } duration)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync("X-Sleep must be a duration such as 500ms or 2s.\n");
            return;
        }

        await Task.Delay(duration, TimeProvider.System, context.RequestAborted);
        await context.Response.WriteAsync($"Slept for {asked}.\n");
    }

    private static TimeSpan? ParseDuration(string text)
    {
        var milliseconds = text.EndsWith("ms", StringComparison.Ordinal);
        var digits = milliseconds ? text[..^2] : text.EndsWith('s') ? text[..^1] : text;
        if (!uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        var duration = milliseconds ? TimeSpan.FromMilliseconds(number) : TimeSpan.FromSeconds(number);
        return duration < Longest ? duration : Longest;
    }
}
