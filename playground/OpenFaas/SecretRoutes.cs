namespace FederatedGateway.Playground.OpenFaas;

/// <summary>Creates, updates and removes secrets; their values go in and never come out.</summary>
internal sealed class SecretRoutes(FunctionStore store)
{
    public IEnumerable<Route> Routes =>
    [
        new("/system/secrets", RouteKind.Exact, ["GET"], Authenticated: true, ListAsync),
        new("/system/secrets", RouteKind.Exact, ["POST", "PUT", "DELETE"], Authenticated: true, ChangeAsync),
    ];

    private Task ListAsync(HttpContext context, RouteMatch match) =>
        Namespaces.IsOther(context.Request)
            ? Namespaces.RefuseAsync(context.Response)
            : context.Response.JsonAsync(store.Secrets.Values
                .OrderBy(secret => secret.Name, StringComparer.Ordinal)
                .Select(secret => new Secret(secret.Name, FunctionStore.Namespace)).ToArray());

    private async Task ChangeAsync(HttpContext context, RouteMatch match) =>
        await ChangeAsync(context, await context.Request.ReadAsync<Secret>());

    private Task ChangeAsync(HttpContext context, Secret? secret)
    {
        var (method, response) = (context.Request.Method, context.Response);
        if (secret is null)
            return response.ErrorAsync(StatusCodes.Status400BadRequest, "failed to unmarshal request");
        if (string.IsNullOrEmpty(secret.Name))
            return response.ErrorAsync(StatusCodes.Status422UnprocessableEntity, "name: is required");
        if (Namespaces.IsOther(secret.Namespace))
            return Namespaces.RefuseAsync(response);
        if (method == "POST")
        {
            return store.Secrets.TryAdd(secret.Name, secret)
                ? response.AcceptedAsync()
                : response.ErrorAsync(StatusCodes.Status409Conflict, $"secrets \"{secret.Name}\" already exists");
        }

        if (!store.Secrets.TryRemove(secret.Name, out _))
            return response.ErrorAsync(StatusCodes.Status404NotFound, $"secrets \"{secret.Name}\" not found");
        if (method == "PUT") store.Secrets[secret.Name] = secret;
        return response.AcceptedAsync();
    }
}
