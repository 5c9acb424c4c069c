using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace FederatedGateway.Playground.OpenFaas;

/// <summary>
/// Finds the route of a request the way OpenFaaS does: an unclean path is redirected before anything else, a known path with
/// another method is an empty 405, and only a matched route asks for the credential.
/// </summary>
internal sealed class Router(IReadOnlyList<Route> routes, string password)
{
    private readonly byte[] _credential = Encoding.UTF8.GetBytes($"{OpenFaasServer.User}:{password}");

    public Task HandleAsync(HttpContext context)
    {
        var path = RequestPath.Decode(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        var clean = RequestPath.Clean(path);
        if (clean != path)
        {
            context.Response.StatusCode = StatusCodes.Status301MovedPermanently;
            context.Response.Headers.Location = new PathString(clean).ToUriComponent() + context.Request.QueryString;
            return Task.CompletedTask;
        }

        var known = false;
        foreach (var route in routes)
        {
            if (!route.TryMatch(path, out var match)) continue;
            known = true;
            if (!route.Allows(context.Request.Method)) continue;
            return route.Authenticated && !IsAuthenticated(context.Request) ? RefuseAsync(context.Response) : route.Handle(context, match);
        }

        if (!known) return context.Response.ErrorAsync(StatusCodes.Status404NotFound, "404 page not found");
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    }

    // Of several Authorization headers only the first counts.
    private bool IsAuthenticated(HttpRequest request)
    {
        const string Scheme = "Basic ";
        var header = request.Headers.Authorization.FirstOrDefault() ?? "";
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return false;

        var presented = new byte[header.Length];
        return Convert.TryFromBase64String(header[Scheme.Length..], presented, out var length)
            && CryptographicOperations.FixedTimeEquals(presented.AsSpan(0, length), _credential);
    }

    private static Task RefuseAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.ContentType = "text/plain; charset=utf-8";
        response.Headers.WWWAuthenticate = "Basic realm=\"Restricted\"";
        return response.WholeAsync("invalid credentials"u8.ToArray());
    }
}
