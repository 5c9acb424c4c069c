using FederatedGateway.Admission;
using Microsoft.Extensions.Primitives;

namespace FederatedGateway.Forwarding;

/// <summary>What travels from the transform to the handlers beside the request itself: above all the permit, so that both act on one decision.</summary>
internal static class ForwardedRequest
{
    private static readonly HttpRequestOptionsKey<Permit> PermitKey = new("permit");
    private static readonly HttpRequestOptionsKey<List<KeyValuePair<string, StringValues>>> ContentHeadersKey = new("content-headers");

    public static void Attach(HttpRequestMessage request, Permit permit) => request.Options.Set(PermitKey, permit);

    /// <summary>Throws when there is none: no permit, no forward, whoever built the request.</summary>
    public static Permit PermitOf(HttpRequestMessage request) =>
        request.Options.TryGetValue(PermitKey, out var permit) ? permit : throw new InvalidOperationException("A request without a permit reached the upstream client.");

    /// <summary>Keeps a header that describes content for a request that has none, such as <c>Content-Type</c> on a GET.</summary>
    public static void KeepContentHeader(HttpRequestMessage request, string name, StringValues values)
    {
        if (name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            return;
        if (!request.Options.TryGetValue(ContentHeadersKey, out var kept))
            request.Options.Set(ContentHeadersKey, kept = []);
        kept.Add(new(name, values));
    }

    /// <summary>Makes the content ready to be sent: flushed piece by piece, or empty where there are only headers for it.</summary>
    public static HttpContent? PrepareContent(HttpRequestMessage request)
    {
        if (request.Content is { } body)
        {
            var flushed = new FlushedContent(body);
            request.Headers.ExpectContinue = flushed.AsksFirst;
            return flushed;
        }

        if (!request.Options.TryGetValue(ContentHeadersKey, out var kept))
            return null;

        var empty = new ByteArrayContent([]);
        foreach (var (name, values) in kept)
            empty.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        return empty;
    }
}
