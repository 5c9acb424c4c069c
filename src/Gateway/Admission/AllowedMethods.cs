namespace FederatedGateway.Admission;

/// <summary>Which methods a route takes. TRACE would echo our credential, CONNECT names no path, and inventions have no meaning to OpenFaaS.</summary>
internal static class AllowedMethods
{
    private const string Forwarded = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    private const string Health = "GET, HEAD";
    private const string Metadata = "GET";

    public static bool Accepts(RouteClass route, string method) => route switch
    {
        RouteClass.Health => method is "GET" or "HEAD",
        RouteClass.Metadata => method is "GET",
        _ => method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS",
    };

    /// <summary>RFC 9110 §15.5.6: every 405 says what would have been accepted.</summary>
    public static string For(HttpContext context) => context.Features.Get<RequestFacts>()?.Target.Route switch
    {
        RouteClass.Health => Health,
        RouteClass.Metadata => Metadata,
        _ => Forwarded,
    };
}
