using System.Text.Json;

namespace FederatedGateway.Admission;

/// <summary>
/// The claims of a token (RFC 7519 §4), each read as the type it must have. A claim of the wrong type makes the whole token malformed:
/// it is never read as absent.
/// </summary>
internal sealed class TokenClaims : IDisposable
{
    private const int MaxDepth = 32;

    /// <summary>The end of the year 9999; nothing after it is a time.</summary>
    public const double MaxSeconds = 253402300799;

    private readonly JsonDocument _document;

    private TokenClaims(JsonDocument document) => _document = document;

    public JsonElement Root => _document.RootElement;

    public static TokenClaims? Parse(byte[] utf8) => StrictJson.ParseObject(utf8, MaxDepth) is { } document ? new(document) : null;

    public bool Has(string name) => Root.TryGetProperty(name, out _);

    /// <summary>False when the claim is there but no string; <paramref name="value"/> is null when it is absent.</summary>
    public bool TryString(string name, out string? value) => StrictJson.TryString(Root, name, out value);

    /// <summary>The claim as a string where it is one, else null: for claims that only describe, and decide nothing.</summary>
    public string? StringOrNull(string name) => TryString(name, out var value) ? value : null;

    /// <summary>A NumericDate (RFC 7519 §2): seconds, fractions and exponents allowed. False when the claim is there but no finite number.</summary>
    public bool TryTime(string name, out double? seconds)
    {
        seconds = null;
        if (!Root.TryGetProperty(name, out var element))
            return true;
        if (element.ValueKind != JsonValueKind.Number || !element.TryGetDouble(out var number) || !double.IsFinite(number))
            return false;
        seconds = number;
        return true;
    }

    /// <summary>A string or an array of strings; absent is empty. False for any other type.</summary>
    public bool TryStrings(string name, out IReadOnlyList<string> values)
    {
        values = [];
        if (!Root.TryGetProperty(name, out var element))
            return true;
        if (element.ValueKind != JsonValueKind.Array)
        {
            values = StrictJson.TryString(element, out var single) ? [single] : [];
            return values.Count > 0;
        }

        var items = new List<string>();
        foreach (var item in element.EnumerateArray())
        {
            if (!StrictJson.TryString(item, out var text))
                return false;
            items.Add(text);
        }

        values = items;
        return true;
    }

    public void Dispose() => _document.Dispose();
}
