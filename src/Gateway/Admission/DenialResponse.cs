using System.Text;
using System.Text.Json;
using FederatedGateway.Configuration;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace FederatedGateway.Admission;

/// <summary>Writes a refusal: status, challenge (RFC 6750 §3, RFC 9728 §5.1) and a short body with the reason code.</summary>
internal sealed class DenialResponse(GatewayOptions options)
{
    public async Task WriteAsync(HttpContext context, DenialReason reason)
    {
        var answer = Denials.Answer(reason);
        var response = context.Response;
        response.Clear();
        response.StatusCode = answer.Status;
        response.Headers.CacheControl = "no-store";
        if (answer.Error is { } error)
            response.Headers.WWWAuthenticate = Challenge(context, answer, error);
        if (answer.RetryAfterSeconds > 0)
            response.Headers.RetryAfter = answer.RetryAfterSeconds.ToString();
        if (reason == DenialReason.MethodRefused)
            response.Headers.Allow = AllowedMethods.For(context);

        var asJson = PrefersJson(context.Request);
        var body = asJson ? Problem(answer) : Encoding.ASCII.GetBytes($"{answer.Code}: {answer.Sentence}\n");
        response.ContentType = asJson ? "application/problem+json" : "text/plain; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private string Challenge(HttpContext context, DenialAnswer answer, string error)
    {
        // A client that sent no Host cannot be told under which URL it reached us.
        var origin = context.Features.GetRequiredFeature<RequestFacts>().Origin;
        var url = options.Listener.PublicUrl ?? (string.IsNullOrEmpty(origin.Host) ? null : $"{origin.Scheme}://{origin.Host}");
        var parameters = new List<string>(3);
        if (error.Length > 0)
            parameters.AddRange($"error=\"{error}\"", $"error_description=\"{answer.Sentence}\"");
        if (url is not null)
            parameters.Add($"resource_metadata=\"{url}{ResourceMetadata.Path}\"");
        return parameters.Count == 0 ? "Bearer" : $"Bearer {string.Join(", ", parameters)}";
    }

    /// <summary>RFC 9457; <c>reason</c> is the stable code.</summary>
    private static byte[] Problem(DenialAnswer answer)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteString("title", answer.Sentence);
            json.WriteNumber("status", answer.Status);
            json.WriteString("reason", answer.Code);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static bool PrefersJson(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
            return false;
        var first = accepted.MaxBy(type => type.Quality ?? 1)?.MediaType.Value ?? "";
        return first.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || first.Equals("application/problem+json", StringComparison.OrdinalIgnoreCase);
    }
}
