using System.Text.Json;
using FederatedGateway.Admission;

namespace FederatedGateway.Configuration;

/// <summary>
/// The optional JSON file named by <c>config_file</c>: one object, whose keys are the names of the settings. Read strictly:
/// a duplicate key, a comment or trailing text is a fault, never a guess.
/// </summary>
internal static class SettingsFile
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    public static IReadOnlyDictionary<string, JsonElement> Read(string? path, ICollection<ConfigurationFault> faults)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (path is null)
            return values;

        try
        {
            var root = Parse(File.ReadAllBytes(path));
            if (root.ValueKind != JsonValueKind.Object)
            {
                faults.Add(new("config_file", $"{path} holds a JSON {root.ValueKind}", "Write one JSON object whose keys are settings"));
                return values;
            }

            foreach (var property in root.EnumerateObject())
                values.Add(property.Name, property.Value);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Add(new("config_file", $"{path} cannot be read ({exception.Message})", "Mount the file, or unset config_file"));
        }
        catch (JsonException exception)
        {
            faults.Add(new("config_file", $"{path} is not valid JSON ({exception.Message})", "Correct the file at that place"));
        }

        return values;
    }

    /// <summary>Throws <see cref="JsonException"/> for anything that could be read in two ways, or not at all.</summary>
    public static JsonElement Parse(byte[] utf8)
    {
        if (!StrictJson.HoldsWholeCharacters(utf8))
            throw new JsonException("it is not UTF-8, or holds half a character");
        using var document = JsonDocument.Parse(utf8, Strict);
        return document.RootElement.Clone();
    }
}
