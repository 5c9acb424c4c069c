using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace FederatedGateway.Forwarding;

/// <summary>
/// Response trailers (RFC 9110 §6.5). The server sends them on HTTP/2 itself; on HTTP/1.1 it cannot, so for a client that asked
/// with <c>TE: trailers</c> the chunks of a body of unknown length are written here.
/// </summary>
internal static class TrailerPassing
{
    private sealed record Framing(ChunkedStream Chunks, IHttpResponseBodyFeature Original);

    public static bool AcceptedBy(HttpRequest request)
    {
        foreach (var line in request.Headers.TE)
        {
            foreach (var coding in (line ?? "").Split(',', StringSplitOptions.TrimEntries))
            {
                if (coding.Equals("trailers", StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Before the first byte of the body.</summary>
    public static void Prepare(HttpContext context, HttpResponseMessage answer)
    {
        var hasChunks = answer.Content.Headers.ContentLength is null && context.Request.Method != "HEAD" && (int)answer.StatusCode is not (204 or 205 or 304);
        if (!hasChunks || context.Request.Protocol != "HTTP/1.1" || !AcceptedBy(context.Request))
            return;

        // With the header set by the application, the server leaves the framing to it.
        context.Response.Headers.TransferEncoding = "chunked";
        if (answer.Headers.NonValidated.TryGetValues(HeaderNames.Trailer, out var announced))
            context.Response.Headers.Trailer = announced.ToString();
        var chunks = new ChunkedStream(context.Response.Body);
        var body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        context.Features.Set(new Framing(chunks, body));
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(chunks, body));
    }

    /// <summary>Hands the framing back to the server, for a refusal that takes the place of an answer of which nothing has gone out.</summary>
    public static void Undo(HttpContext context)
    {
        if (context.Features.Get<Framing>() is { } framing)
            context.Features.Set(framing.Original);
    }

    /// <summary>After the last byte of the body.</summary>
    public static async ValueTask FinishAsync(HttpContext context, HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (context.Features.Get<Framing>() is { } framing)
        {
            await framing.Chunks.FinishAsync(answer.TrailingHeaders.NonValidated, cancellation);
            return;
        }

        if (context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers is not { IsReadOnly: false } trailers)
            return;
        foreach (var (name, value) in answer.TrailingHeaders.NonValidated)
        {
            if (HeaderRules.PassesToCaller(name, isSystem: true, nominated: []) && HeaderRules.IsFieldValue(value.ToString()))
                trailers[name] = value.ToString();
        }
    }
}
