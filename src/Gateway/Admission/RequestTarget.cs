namespace FederatedGateway.Admission;

/// <summary>Where a request goes, in OpenFaaS's terms.</summary>
internal enum RouteClass
{
    System,
    Function,
    AsyncFunction,
    Health,
    Metadata,
}

/// <summary>
/// What is asked: the raw request target, classified byte by byte. A target that could be read in two ways by us and by the hops
/// behind us is refused, never normalised; what was classified is what is sent.
/// </summary>
internal readonly record struct RequestTarget(RouteClass Route, string Raw)
{
    private const string SystemPrefix = "/system/";
    private const string FunctionPrefix = "/function/";
    private const string AsyncFunctionPrefix = "/async-function/";

    public bool IsInvoke => Route is RouteClass.Function or RouteClass.AsyncFunction;

    public bool IsForwarded => Route == RouteClass.System || IsInvoke;

    /// <summary>Bounded label for metrics and logs.</summary>
    public string RouteName => Route switch
    {
        RouteClass.System => "system",
        RouteClass.Function => "function",
        RouteClass.AsyncFunction => "async-function",
        RouteClass.Health => "healthz",
        _ => "metadata",
    };

    public static bool TryClassify(string raw, out RequestTarget target, out DenialReason refusal)
    {
        target = default;
        refusal = DenialReason.TargetInvalid;
        // Absolute form, authority form and "*" (RFC 9112 §3.2) name something other than a path of ours.
        if (raw.Length == 0 || raw[0] != '/')
            return false;

        var end = raw.IndexOf('?');
        var path = end < 0 ? raw.AsSpan() : raw.AsSpan(0, end);
        if (!TargetPath.IsPrintable(raw.AsSpan(path.Length)))
            return false;

        if (path.StartsWith(FunctionPrefix, StringComparison.Ordinal))
            return TryInvoke(RouteClass.Function, path[FunctionPrefix.Length..], raw, out target, out refusal);
        if (path.StartsWith(AsyncFunctionPrefix, StringComparison.Ordinal))
            return TryInvoke(RouteClass.AsyncFunction, path[AsyncFunctionPrefix.Length..], raw, out target, out refusal);
        if (!TargetPath.IsNormal(path))
            return false;

        RouteClass? route = path switch
        {
            "/healthz" => RouteClass.Health,
            "/.well-known/oauth-protected-resource" => RouteClass.Metadata,
            _ => path.StartsWith(SystemPrefix, StringComparison.Ordinal) ? RouteClass.System : null,
        };
        refusal = route is null ? DenialReason.NotExposed : DenialReason.None;
        target = route is null ? default : new(route.Value, raw);
        return route is not null;
    }

    /// <summary>The name is literal and ends at the next slash or at the end; the tail belongs to the function.</summary>
    private static bool TryInvoke(RouteClass route, ReadOnlySpan<char> rest, string raw, out RequestTarget target, out DenialReason refusal)
    {
        var slash = rest.IndexOf('/');
        var name = slash < 0 ? rest : rest[..slash];
        var tail = slash < 0 ? [] : rest[slash..];
        var valid = TargetPath.IsFunctionName(name) && TargetPath.IsSafeTail(tail);
        target = valid ? new(route, raw) : default;
        refusal = valid ? DenialReason.None : DenialReason.TargetInvalid;
        return valid;
    }
}
