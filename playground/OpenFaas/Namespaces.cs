namespace FederatedGateway.Playground.OpenFaas;

/// <summary>The community edition has one namespace and refuses to hear of another.</summary>
internal static class Namespaces
{
    public static bool IsOther(string? name) => !string.IsNullOrEmpty(name) && name != FunctionStore.Namespace;

    // Of a repeated key these routes take the first value.
    public static bool IsOther(HttpRequest request) => IsOther(request.Query["namespace"].FirstOrDefault());

    public static Task RefuseAsync(HttpResponse response) =>
        response.ErrorAsync(StatusCodes.Status400BadRequest, $"namespace must be: {FunctionStore.Namespace}");
}
