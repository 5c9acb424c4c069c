using System.Text.Json;

namespace FederatedGateway.Configuration;

/// <summary>A claim a token must carry: a JSON Pointer (RFC 6901) and the values of which one must match exactly.</summary>
internal sealed record RequiredClaim(string Pointer, IReadOnlyList<string> Values)
{
    /// <summary>Some claims are the same, or as good as that, in every token that anybody gets from the issuer.</summary>
    public bool TellsCallersApart =>
        Pointer is not ("/iss" or "/aud" or "/exp" or "/nbf" or "/iat" or "/auth_time" or "/email_verified" or "/typ" or "/token_use" or "/ver" or "/acr");

    public static IReadOnlyList<RequiredClaim> Read(SettingsReader settings, string key)
    {
        if (settings.Json(key) is not { } json)
            return [];
        if (json.ValueKind != JsonValueKind.Object)
        {
            settings.Fault(key, "is not a JSON object", "Write an object from JSON Pointer to a string or a list of strings");
            return [];
        }

        var claims = new List<RequiredClaim>();
        foreach (var property in json.EnumerateObject())
        {
            var values = Strings(property.Value);
            // RFC 6901 §3: ~ stands only before 0 and 1.
            if (property.Name.Replace("~0", "", StringComparison.Ordinal).Replace("~1", "", StringComparison.Ordinal).Contains('~'))
                settings.Fault(key, $"\"{property.Name}\" is not a JSON Pointer", "Write ~0 for ~ and ~1 for / inside a name");
            else if (!property.Name.StartsWith('/'))
                settings.Fault(key, $"\"{property.Name}\" is not a JSON Pointer", $"Write \"/{property.Name}\"");
            else if (values.Count == 0)
                settings.Fault(key, $"\"{property.Name}\" has no usable value", "Write a string or a non-empty list of strings");
            else
                claims.Add(new(property.Name, values));
        }

        if (!json.EnumerateObject().Any())
            settings.Fault(key, "is empty and would require nothing", "Name a claim, or unset it");
        return claims;
    }

    private static List<string> Strings(JsonElement value)
    {
        var elements = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value];
        return elements.All(element => element.ValueKind == JsonValueKind.String)
            ? [.. elements.Select(element => element.GetString()!)]
            : [];
    }
}
