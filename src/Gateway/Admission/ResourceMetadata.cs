using System.Text.Json;
using FederatedGateway.Configuration;

namespace FederatedGateway.Admission;

/// <summary>
/// RFC 9728 metadata, so that a client that knows nothing but the gateway's URL finds the issuer and the audience. Made once: it says
/// what is configured and nothing about the request.
/// </summary>
internal sealed class ResourceMetadata(GatewayOptions options)
{
    public const string Path = "/.well-known/oauth-protected-resource";

    private readonly byte[] _document = Build(options);

    public async Task WriteAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = _document.Length;
        await context.Response.Body.WriteAsync(_document, context.RequestAborted);
    }

    private static byte[] Build(GatewayOptions options)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("resource", options.Listener.PublicUrl ?? options.Issuers[0].Audiences[0]);
            Write(json, "authorization_servers", options.Issuers.Select(issuer => issuer.Issuer));
            Write(json, "bearer_methods_supported", ["header"]);
            Write(json, "audience", options.Issuers.SelectMany(issuer => issuer.Audiences).Distinct(StringComparer.Ordinal));
            if (options.Issuers.Any(issuer => issuer.RequiredScopes.Count > 0))
                Write(json, "scopes_supported", options.Issuers.SelectMany(issuer => issuer.RequiredScopes).Distinct(StringComparer.Ordinal));
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
