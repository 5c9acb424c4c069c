using System.Threading.Channels;

namespace FederatedGateway.Playground.OpenFaas;

/// <summary>Takes asynchronous requests into the queue; whether the function exists is found out later.</summary>
internal sealed class AsyncRoutes(Invocation invocation, ChannelWriter<QueuedInvocation> queue)
{
    private const int LargestBody = 256_000;

    public IEnumerable<Route> Routes => [new("/async-function/", RouteKind.NameAndRest, ["POST"], Authenticated: false, EnqueueAsync)];

    private async Task EnqueueAsync(HttpContext context, RouteMatch match)
    {
        invocation.Stamp(context);
        var request = context.Request;
        Uri? callback = null;
        if (request.Headers["X-Callback-Url"].FirstOrDefault() is { Length: > 0 } url && !Uri.TryCreate(url, UriKind.Absolute, out callback))
        {
            await context.Response.ErrorAsync(StatusCodes.Status400BadRequest, "Unable to parse X-Callback-Url");
            return;
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        if (body.Length > LargestBody)
        {
            await context.Response.ErrorAsync(StatusCodes.Status500InternalServerError, "nats: maximum payload exceeded");
            return;
        }

        // The server reuses the header collection for the next request on the connection.
        var headers = new HeaderDictionary();
        foreach (var (name, values) in request.Headers) headers[name] = values;
        queue.TryWrite(new QueuedInvocation(match.Name, match.Rest, request.QueryString, headers, body.ToArray(), callback));
        await context.Response.AcceptedAsync();
    }
}
