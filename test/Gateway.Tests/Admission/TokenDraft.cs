using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using FederatedGateway.Testing;

namespace FederatedGateway.Tests.Admission;

/// <summary>
/// A token before it is signed, as bytes: unlike <see cref="Token"/> it can hold what no JSON writer would write, and the algorithm that
/// signs need not be the one that the header names.
/// </summary>
internal sealed record TokenDraft(byte[] Header, byte[] Payload, SigningKey Key, string Algorithm)
{
    public static TokenDraft Of(Token token)
    {
        var parts = token.Compact().Split('.');
        return new(Base64Url.DecodeFromChars(parts[0]), Base64Url.DecodeFromChars(parts[1]), token.Key, token.Key.Algorithm);
    }

    public TokenDraft SetHeader(string name, JsonNode? value) => this with { Header = Set(Header, name, value) };

    public TokenDraft RemoveHeader(string name) => this with { Header = Remove(Header, name) };

    /// <summary>Names and uses the algorithm.</summary>
    public TokenDraft Using(string algorithm) => SetHeader("alg", algorithm) with { Algorithm = algorithm };

    public TokenDraft Set(string name, JsonNode? value) => this with { Payload = Set(Payload, name, value) };

    public TokenDraft Remove(string name) => this with { Payload = Remove(Payload, name) };

    /// <summary>Writes raw text before the closing brace.</summary>
    public TokenDraft Append(string json) => this with { Payload = Append(Payload, json) };

    /// <inheritdoc cref="Append(string)"/>
    public TokenDraft AppendToHeader(string json) => this with { Header = Append(Header, json) };

    public string Compact()
    {
        var input = $"{Base64Url.EncodeToString(Header)}.{Base64Url.EncodeToString(Payload)}";
        return $"{input}.{(Algorithm == "none" ? "" : Base64Url.EncodeToString(Key.Sign(Algorithm, Encoding.ASCII.GetBytes(input))))}";
    }

    private static byte[] Set(byte[] json, string name, JsonNode? value) => Change(json, members => members[name] = value);

    private static byte[] Remove(byte[] json, string name) => Change(json, members => members.Remove(name));

    /// <summary>What an earlier change made unreadable stays as it is.</summary>
    private static byte[] Change(byte[] json, Action<JsonObject> change)
    {
        try
        {
            var members = JsonNode.Parse(json)!.AsObject();
            change(members);
            return Encoding.UTF8.GetBytes(members.ToJsonString());
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or ArgumentException or InvalidOperationException)
        {
            return json;
        }
    }

    private static byte[] Append(byte[] json, string text) => [.. json[..^1], .. Encoding.UTF8.GetBytes("," + text + "}")];
}
