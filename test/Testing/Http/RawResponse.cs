using System.Text;
using System.Text.Json;

namespace FederatedGateway.Testing;

/// <summary>A whole answer as it stood on the wire.</summary>
public sealed record RawResponse(WireHead Head, byte[] Body, IReadOnlyList<HeaderLine> Trailers, Ending Ending)
{
    public int Status => int.Parse(Head.Parts[1]);

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    public string? Header(string name) => Head.Value(name);

    /// <summary>The reason code of a refusal: what precedes the colon in text, the member <c>reason</c> in problem+json.</summary>
    public string Reason => Header("Content-Type")?.StartsWith("application/problem+json", StringComparison.Ordinal) == true
        ? Json.GetProperty("reason").GetString() ?? ""
        : Text.Split(':', 2)[0].Trim();

    /// <summary>For failure messages: what a reader wants to see first.</summary>
    public override string ToString() => $"{Head.StartLine} [{string.Join(", ", Head.Headers.Select(h => $"{h.Name}:{h.Raw}"))}] {Text} ({Ending})";
}
