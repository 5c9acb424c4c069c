namespace FederatedGateway.Playground.OpenFaas;

/// <summary>One route: its path, the methods it knows (all when empty), whether it asks for the credential, and its handler.</summary>
internal sealed record Route(
    string Prefix, RouteKind Kind, string[] Methods, bool Authenticated, Func<HttpContext, RouteMatch, Task> Handle)
{
    public bool Allows(string method) => Methods.Length == 0 || Methods.Contains(method, StringComparer.Ordinal);

    public bool TryMatch(string path, out RouteMatch match)
    {
        match = default;
        if (!path.StartsWith(Prefix, StringComparison.Ordinal)) return false;

        var tail = path[Prefix.Length..];
        var slash = tail.IndexOf('/');
        match = Kind == RouteKind.NameAndRest && slash >= 0 ? new(tail[..slash], tail[slash..]) : new(tail, "/");
        return Kind switch
        {
            RouteKind.Exact => tail.Length == 0,
            RouteKind.Any => true,
            _ => IsFunctionName(match.Name),
        };
    }

    private static bool IsFunctionName(string text) =>
        text.Length > 0 && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');
}
