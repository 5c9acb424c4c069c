namespace FederatedGateway.Playground.OpenFaas;

/// <summary>What the gateway says about itself and its namespaces, its health, and the door of its web page.</summary>
internal static class SystemRoutes
{
    public static IEnumerable<Route> Routes =>
    [
        new("/system/info", RouteKind.Exact, ["GET"], Authenticated: true, InfoAsync),
        new("/system/namespaces", RouteKind.Exact, ["GET"], Authenticated: true,
            (context, _) => context.Response.JsonAsync(new[] { FunctionStore.Namespace })),
        new("/system/namespace/", RouteKind.Any, ["GET", "POST", "PUT", "DELETE"], Authenticated: true, NamespaceAsync),
        new("/system/alert", RouteKind.Exact, ["POST"], Authenticated: true, (_, _) => Task.CompletedTask),
        new("/system/telemetry", RouteKind.Exact, ["GET"], Authenticated: true,
            (context, _) => context.Response.ErrorAsync(StatusCodes.Status404NotFound, "404 page not found")),
        new("/healthz", RouteKind.Exact, ["GET"], Authenticated: false, (context, _) => context.Response.WriteAsync("OK")),
        new("/ui/", RouteKind.Any, ["GET"], Authenticated: true, PageAsync),
        new("/", RouteKind.Exact, ["GET"], Authenticated: false, HomeAsync),
    ];

    private static Task InfoAsync(HttpContext context, RouteMatch match) => context.Response.JsonAsync(new
    {
        provider = new
        {
            provider = "playground",
            version = new { commit_message = "in memory", sha = "", release = OpenFaasServer.Release },
            orchestration = "none",
        },
        version = new { commit_message = "in memory", sha = "", release = OpenFaasServer.Release },
        arch = "x86_64",
    });

    // The community provider has no namespace handler.
    private static Task NamespaceAsync(HttpContext context, RouteMatch match)
    {
        context.Response.StatusCode = context.Request.Method == "GET"
            ? StatusCodes.Status501NotImplemented
            : StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    }

    private static Task PageAsync(HttpContext context, RouteMatch match)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync("<!doctype html><title>OpenFaaS playground</title><p>There is no page here; use the REST API.\n");
    }

    private static Task HomeAsync(HttpContext context, RouteMatch match)
    {
        context.Response.Redirect("/ui/", permanent: false, preserveMethod: true);
        return Task.CompletedTask;
    }
}
