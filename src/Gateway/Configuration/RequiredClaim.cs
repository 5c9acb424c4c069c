using System.Text.Json;

namespace FederatedGateway.Configuration;

/// <summary>A claim a token must carry: a JSON Pointer (RFC 6901) and the values of which one must match exactly.</summary>
internal sealed record RequiredClaim(string Pointer, IReadOnlyList<string> Values)
{
    /// <summary>Issuer and audience are the same in every token the gateway looks at.</summary>
    public bool TellsCallersApart => Pointer is not ("/iss" or "/aud");

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
            if (!property.Name.StartsWith('/'))
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
