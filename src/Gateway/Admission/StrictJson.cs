using System.Text.Json;
using System.Text.Unicode;

namespace FederatedGateway.Admission;

/// <summary>
/// JSON that can be read in one way only: valid UTF-8, one object, no duplicate members on any level, nothing behind it, bounded depth.
/// What a second parser might see differently is not parsed at all.
/// </summary>
internal static class StrictJson
{
    public static JsonDocument? ParseObject(byte[] utf8, int maxDepth)
    {
        try
        {
            if (!HoldsWholeCharacters(utf8))
                return null;
            var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = maxDepth });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Valid UTF-8 without lone surrogate escapes. The parser notices neither before a string is read, which may be never. Throws
    /// <see cref="JsonException"/> for what is no JSON. Most documents hold no such escape and cost one look.
    /// </summary>
    public static bool HoldsWholeCharacters(byte[] utf8)
    {
        if (!Utf8.IsValid(utf8))
            return false;
        if (utf8.AsSpan().IndexOf("\\u"u8) < 0)
            return true;

        var reader = new Utf8JsonReader(utf8);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    _ = reader.GetString();
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A member that must be a string where it is present: false for any other type, null when it is absent.</summary>
    public static bool TryString(JsonElement parent, string name, out string? value)
    {
        value = null;
        if (!parent.TryGetProperty(name, out var element))
            return true;
        var isString = TryString(element, out var text);
        value = isString ? text : null;
        return isString;
    }

    /// <summary>A string, if the member is one that holds whole Unicode characters; a lone surrogate escape throws only when read.</summary>
    public static bool TryString(JsonElement element, out string text)
    {
        text = "";
        if (element.ValueKind != JsonValueKind.String)
            return false;
        try
        {
            text = element.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
