using System.Globalization;
using System.Text;

namespace FederatedGateway.Playground.OpenFaas.Functions;

/// <summary>Sends the time as a server-sent event each second, ten times or as often as <c>?ticks=</c> says.</summary>
internal static class ClockFunction
{
    private const int Most = 3600;

    public static async Task InvokeAsync(HttpContext context)
    {
        if (!int.TryParse(context.Request.Query["ticks"], CultureInfo.InvariantCulture, out var ticks)) ticks = 10;
        context.Response.ContentType = "text/event-stream";
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        for (var tick = 1; tick <= Math.Min(ticks, Most); tick++)
        {
            // Written to the body itself: writing text to the response would send the headers even where the body is held back.
            var text = $"id: {tick}\ndata: {TimeProvider.System.GetUtcNow():O}\n\n";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
            if (tick < ticks) await timer.WaitForNextTickAsync(context.RequestAborted);
        }
    }
}
