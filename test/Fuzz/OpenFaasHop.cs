namespace FederatedGateway.Fuzz;

/// <summary>
/// What one hop of OpenFaaS makes of a target, modelled on its sources: each hop decodes the path once, cleans it, and routes on the
/// result; a path that was not clean is answered with a redirect to the clean one.
/// </summary>
/// <param name="Route">The first segment where it has handlers of interest, else empty.</param>
/// <param name="Name">The function's name; empty for other routes.</param>
/// <param name="Path">The decoded path.</param>
/// <param name="IsClean">Whether the router takes it as it is.</param>
public sealed record OpenFaasHop(string Route, string Name, string Path, bool IsClean)
{
    /// <summary>Gateway, provider, watchdog and a function that decodes once more itself.</summary>
    private const int Most = 4;

    /// <summary>The target as each hop sees it in turn; a hop that cannot decode it drops the request and is the last.</summary>
    public static IEnumerable<OpenFaasHop> Of(string raw)
    {
        // url.ParseRequestURI knows no fragment: at the first hop a '#' is part of the path.
        var path = Decode(raw);
        for (var hop = 0; hop < Most && path is not null; hop++)
        {
            yield return Arrive(path);
            // The next request is made from the decoded path, so what was decoded can now start a query or a fragment.
            path = Decode(path.Split('#')[0]);
        }
    }

    private static string? Decode(string url) => Go.HasControlByte(url) ? null : Go.Unescape(url.Split('?')[0]);

    private static OpenFaasHop Arrive(string path)
    {
        var clean = Go.Clean(path);
        var segments = clean.Split('/');
        var route = segments[1] is "system" or "function" or "async-function" && segments.Length > 2 ? segments[1] : "";
        var name = route is "function" or "async-function" ? segments[2] : "";
        return new(route, name, path, clean == path);
    }
}
