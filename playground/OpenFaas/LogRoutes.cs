namespace FederatedGateway.Playground.OpenFaas;

/// <summary>
/// Streams function logs as lines of JSON. As in OpenFaaS no status is sent before the first line, and a stream that outlives
/// the write timeout is cut.
/// </summary>
internal sealed class LogRoutes(FunctionLog log, TimeProvider clock)
{
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(65);

    public IEnumerable<Route> Routes => [new("/system/logs", RouteKind.Exact, ["GET"], Authenticated: true, StreamAsync)];

    private async Task StreamAsync(HttpContext context, RouteMatch match)
    {
        if (LogQuery.Parse(context.Request.Query) is not { } query)
        {
            await context.Response.ErrorAsync(StatusCodes.Status500InternalServerError, "unknown log request error (422)");
            return;
        }

        using var timeout = new CancellationTokenSource(WriteTimeout, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.RequestAborted);
        context.Response.ContentType = "text/plain; charset=utf-8";
        try
        {
            await foreach (var line in log.ReadAsync(query, end.Token))
            {
                await context.Response.Body.WriteAsync(Responses.JsonLine(line), end.Token);
                await context.Response.Body.FlushAsync(end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }
}
