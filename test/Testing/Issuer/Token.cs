using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace FederatedGateway.Testing;

/// <summary>
/// A token on the workbench: every change gives a new one, and nothing has to be valid. The header and the payload are kept as
/// JSON until a test replaces them with raw text.
/// </summary>
public sealed record Token
{
    private string Header { get; init; } = "{}";

    private string Payload { get; init; } = "{}";

    private byte[]? PayloadBytes { get; init; }

    private string? FixedSignature { get; init; }

    private Func<byte[], byte[]>? Signer { get; init; }

    /// <summary>The algorithm that signs; null for the one the header names.</summary>
    private string? Algorithm { get; init; }

    public required SigningKey Key { get; init; }

    /// <summary>A token signed by <paramref name="key"/>, with its algorithm and key id in the header.</summary>
    public static Token SignedBy(SigningKey key, string? type, JsonObject payload)
    {
        var token = new Token { Key = key, Payload = payload.ToJsonString() }.SetHeader("alg", key.Algorithm).SetHeader("kid", key.Kid);
        return type is null ? token : token.SetHeader("typ", type);
    }

    /// <summary>A token from text as it stands on an issuer's wire, blanks and order included.</summary>
    public static Token OfText(SigningKey key, string header, string payload) =>
        new() { Key = key, Header = header, Payload = payload, Algorithm = key.Algorithm };

    public Token Set(string claim, JsonNode? value) => this with { Payload = Change(Payload, claim, value) };

    public Token Remove(string claim) => this with { Payload = Without(Payload, claim) };

    public Token SetHeader(string name, JsonNode? value) => this with { Header = Change(Header, name, value) };

    public Token RemoveHeader(string name) => this with { Header = Without(Header, name) };

    /// <summary>Writes more text before the closing brace of the payload: duplicates and the like.</summary>
    public Token AppendToPayload(string json) => this with { Payload = Payload[..^1] + "," + json + "}" };

    /// <inheritdoc cref="AppendToPayload"/>
    public Token AppendToHeader(string json) => this with { Header = Header[..^1] + "," + json + "}" };

    public Token RawHeader(Func<string, string> change) => this with { Header = change(Header) };

    /// <summary>Bytes that need not be text.</summary>
    public Token RawPayloadBytes(Func<byte[], byte[]> change) => this with { PayloadBytes = change(Encoding.UTF8.GetBytes(Payload)) };

    public Token RawPayload(Func<string, string> change) => this with { Payload = change(Payload) };

    /// <summary>Signs with another key, leaving the header's claim about it as it is.</summary>
    public Token ForgedWith(SigningKey key) => this with { Key = key };

    /// <summary>Names and uses another algorithm of the same key.</summary>
    public Token Using(string algorithm) => SetHeader("alg", algorithm);

    /// <summary>Signs with this algorithm, whatever the header says.</summary>
    public Token SignedAs(string algorithm) => this with { Algorithm = algorithm };

    /// <summary>Makes the signature, or what stands in its place, from the bytes it covers.</summary>
    public Token WithSigner(Func<byte[], byte[]> signer) => this with { Signer = signer };

    /// <summary>Puts this text in the signature's place.</summary>
    public Token Signature(string text) => this with { FixedSignature = text };

    /// <summary>The compact serialisation, as it goes on the wire. Not <c>ToString</c>, so that no failure message prints a token by accident.</summary>
    public string Compact()
    {
        var input = $"{Encode(Header)}.{Base64Url.EncodeToString(PayloadBytes ?? Encoding.UTF8.GetBytes(Payload))}";
        if (FixedSignature is not null) return $"{input}.{FixedSignature}";
        return $"{input}.{Base64Url.EncodeToString((Signer ?? Sign)(Encoding.ASCII.GetBytes(input)))}";
    }

    /// <summary>The compact serialisation with the lowest bit of one byte of the signature changed.</summary>
    public string WithOneBitOfTheSignatureChanged()
    {
        var parts = Compact().Split('.');
        var signature = Base64Url.DecodeFromChars(parts[2]);
        signature[^1] ^= 1;
        return $"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(signature)}";
    }

    public override string ToString() => $"token signed by {Key.Kid}";

    private byte[] Sign(byte[] input) => Key.Sign(Algorithm ?? JsonNode.Parse(Header)?["alg"]?.GetValue<string>() ?? Key.Algorithm, input);

    private static string Change(string json, string name, JsonNode? value)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        node[name] = value?.DeepClone();
        return node.ToJsonString();
    }

    private static string Without(string json, string name)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        node.Remove(name);
        return node.ToJsonString();
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
