namespace FederatedGateway.Playground.OpenFaas;

/// <summary>Deploys, lists, scales and removes functions.</summary>
internal sealed class FunctionRoutes(FunctionStore store, FunctionLog log)
{
    private const ulong FewestReplicas = 1;
    private const ulong MostReplicas = 5;

    public IEnumerable<Route> Routes =>
    [
        new("/system/functions", RouteKind.Exact, ["GET"], Authenticated: true, ListAsync),
        new("/system/functions", RouteKind.Exact, ["POST", "PUT"], Authenticated: true, DeployAsync),
        new("/system/functions", RouteKind.Exact, ["DELETE"], Authenticated: true, DeleteAsync),
        new("/system/function/", RouteKind.Name, ["GET"], Authenticated: true, DescribeAsync),
        new("/system/scale-function/", RouteKind.Name, ["POST"], Authenticated: true, ScaleAsync),
    ];

    private Task ListAsync(HttpContext context, RouteMatch match) =>
        Namespaces.IsOther(context.Request)
            ? Namespaces.RefuseAsync(context.Response)
            : context.Response.JsonAsync(store.Functions.Select(function => function.Status()).ToArray());

    private Task DescribeAsync(HttpContext context, RouteMatch match)
    {
        if (!Namespaces.IsOther(context.Request) && store.Find(match.Name) is { } function)
            return context.Response.JsonAsync(function.Status());
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task DeployAsync(HttpContext context, RouteMatch match) =>
        await DeployAsync(context, await context.Request.ReadAsync<Deployment>());

    private Task DeployAsync(HttpContext context, Deployment? deployment)
    {
        var response = context.Response;
        if (deployment is null)
            return response.ErrorAsync(StatusCodes.Status400BadRequest, "failed to unmarshal request");
        if (!IsDnsLabel(deployment.Service))
            return response.ErrorAsync(StatusCodes.Status400BadRequest, $"service: ({deployment.Service}) is invalid, must be a valid DNS entry");
        if (string.IsNullOrWhiteSpace(deployment.Image))
            return response.ErrorAsync(StatusCodes.Status400BadRequest, "image: is required");
        if (Namespaces.IsOther(deployment.Namespace))
            return Namespaces.RefuseAsync(response);
        if (context.Request.Method == "POST" && !store.TryDeploy(deployment))
            return response.ErrorAsync(StatusCodes.Status500InternalServerError, $"deployments.apps \"{deployment.Service}\" already exists");
        if (context.Request.Method == "PUT" && !store.TryUpdate(deployment))
            return response.ErrorAsync(StatusCodes.Status404NotFound, $"deployments.apps \"{deployment.Service}\" not found");

        if (store.Find(deployment.Service) is { } function) log.Write(function, $"Started {deployment.Image}, listening on port 8080");
        return response.AcceptedAsync();
    }

    private async Task DeleteAsync(HttpContext context, RouteMatch match) =>
        await DeleteAsync(context.Response, await context.Request.ReadAsync<FunctionDeletion>());

    private Task DeleteAsync(HttpResponse response, FunctionDeletion? deletion)
    {
        if (deletion is not { FunctionName.Length: > 0 })
            return response.ErrorAsync(StatusCodes.Status400BadRequest, "functionName: is required");
        if (Namespaces.IsOther(deletion.Namespace))
            return Namespaces.RefuseAsync(response);
        return store.TryDelete(deletion.FunctionName)
            ? response.AcceptedAsync()
            : response.ErrorAsync(StatusCodes.Status404NotFound, $"deployments.apps \"{deletion.FunctionName}\" not found");
    }

    private async Task ScaleAsync(HttpContext context, RouteMatch match) =>
        await ScaleAsync(context, match.Name, await context.Request.ReadAsync<ScaleRequest>());

    private Task ScaleAsync(HttpContext context, string name, ScaleRequest? scale)
    {
        if (scale is null)
            return context.Response.ErrorAsync(StatusCodes.Status400BadRequest, "Cannot parse request. Please pass valid JSON.");
        if (Namespaces.IsOther(context.Request) || Namespaces.IsOther(scale.Namespace))
            return Namespaces.RefuseAsync(context.Response);
        if (store.Find(name) is not { } function)
            return context.Response.ErrorAsync(StatusCodes.Status404NotFound, $"deployments.apps \"{name}\" not found");

        function.Replicas = (int)Math.Clamp(scale.Replicas, FewestReplicas, MostReplicas);
        return context.Response.AcceptedAsync();
    }

    private static bool IsDnsLabel(string? name) =>
        name is { Length: > 0 and <= 63 } && name[0] != '-' && name[^1] != '-'
        && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
