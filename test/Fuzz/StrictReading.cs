using System.Text;
using System.Text.Json;

namespace FederatedGateway.Fuzz;

/// <summary>Whether bytes can be read as a JSON object in one way only: the gateway's rule, once more and by other means.</summary>
internal static class StrictReading
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool IsOneObject(byte[] bytes, int maxDepth)
    {
        try
        {
            _ = Utf8.GetCharCount(bytes);
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = maxDepth });
            var members = new Stack<HashSet<string>>();
            for (var first = true; reader.Read(); first = false)
            {
                if (first && reader.TokenType != JsonTokenType.StartObject)
                    return false;
                if (reader.TokenType == JsonTokenType.StartObject)
                    members.Push(new(StringComparer.Ordinal));
                else if (reader.TokenType == JsonTokenType.EndObject)
                    members.Pop();
                else if (reader.TokenType == JsonTokenType.PropertyName && !members.Peek().Add(reader.GetString()!))
                    return false;
                else if (reader.TokenType == JsonTokenType.String)
                    _ = reader.GetString();
            }

            return true;
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The value of canonical base64url: the one whose encoding by another encoder is the same text.</summary>
    public static byte[]? Base64Url(string text)
    {
        var padded = text.Replace('-', '+').Replace('_', '/') + new string('=', (4 - (text.Length % 4)) % 4);
        var bytes = new byte[padded.Length];
        if (!Convert.TryFromBase64String(padded, bytes, out var written))
            return null;
        var value = bytes[..written];
        return Convert.ToBase64String(value).TrimEnd('=').Replace('+', '-').Replace('/', '_') == text ? value : null;
    }
}
