namespace FederatedGateway.Playground.OpenFaas;

/// <summary>
/// Invokes functions. No credential is asked for, and the caller's headers reach the function as they came; only a caller that
/// accepts server-sent events sees the answer before it is whole.
/// </summary>
internal sealed class InvokeRoutes(Invocation invocation)
{
    private static readonly string[] FunctionMethods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"];

    public IEnumerable<Route> Routes => [new("/function/", RouteKind.NameAndRest, [], Authenticated: false, InvokeAsync)];

    private Task InvokeAsync(HttpContext context, RouteMatch match)
    {
        invocation.Stamp(context);
        var response = context.Response;
        if (!FunctionMethods.Contains(context.Request.Method, StringComparer.Ordinal))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return Task.CompletedTask;
        }

        if (invocation.Find(match.Name) is not { } function)
            return response.ErrorAsync(StatusCodes.Status404NotFound, NotFound(match.Name));
        if (function.Program is not { } program)
        {
            response.Headers["X-Openfaas-Internal"] = "proxy";
            return response.ErrorAsync(StatusCodes.Status503ServiceUnavailable, $"No endpoints available for: {match.Name}.");
        }

        if (RequestPath.DecodeAgain(match.Rest) is not var (path, query))
        {
            context.Abort();
            return Task.CompletedTask;
        }

        context.Request.Path = path;
        if (query is not null) context.Request.QueryString = new QueryString(query);
        return RunAsync(function, program, context);
    }

    private async Task RunAsync(Function function, RequestDelegate program, HttpContext context)
    {
        var accept = context.Request.Headers.Accept.FirstOrDefault() ?? "";
        if (accept.StartsWith("text/event-stream", StringComparison.Ordinal))
        {
            await invocation.RunAsync(function, program, context);
            return;
        }

        var body = context.Response.Body;
        await using var held = new BufferedStream(body, 4096);
        context.Response.Body = held;
        await invocation.RunAsync(function, program, context);
        await held.FlushAsync(context.RequestAborted);
        context.Response.Body = body;
    }

    private static string NotFound(string name) =>
        $"error finding function {name}.{FunctionStore.Namespace}: server returned non-200 status code (404) for function, {name}, body: ";
}
