using System.Text;
using System.Text.Json;

namespace FederatedGateway.Configuration;

/// <summary>
/// Reads settings by name: the environment first, then the file, then the default. Collects every fault instead of stopping at
/// the first, and knows which names were asked for, so that a key of the file that nothing reads is a fault too.
/// </summary>
internal sealed class SettingsReader
{
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly IReadOnlyDictionary<string, JsonElement> _file;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly string? _path;
    private readonly string _prefix = "";

    public SettingsReader(IReadOnlyDictionary<string, string> environment)
    {
        _environment = environment;
        _file = new Dictionary<string, JsonElement>();
        _path = Text("config_file");
        _file = SettingsFile.Read(_path, Faults);
        if (_file.ContainsKey("config_file"))
            Fault("config_file", "a settings file cannot name another one", "Remove the key from the file");
    }

    private SettingsReader(SettingsReader parent, string prefix, JsonElement entry)
    {
        _environment = new Dictionary<string, string>();
        _file = entry.EnumerateObject().ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal);
        (_path, _prefix, Faults, Warnings) = (parent._path, prefix, parent.Faults, parent.Warnings);
    }

    public List<ConfigurationFault> Faults { get; } = [];

    /// <summary>What the operator should know although it does not stop the start.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Every name asked for so far.</summary>
    public IReadOnlyCollection<string> Known => _known;

    public void Fault(string key, string cause, string cure) => Faults.Add(new(_prefix + key, cause, cure));

    public void Warn(string warning) => Warnings.Add(_prefix.Length == 0 ? warning : $"{_prefix.TrimEnd('.')}: {warning}");

    /// <summary>The name is one of a setting, though nothing reads it this time.</summary>
    public void Acknowledge(string key) => _known.Add(key);

    /// <summary>Whether the setting has a value, whatever that is.</summary>
    public bool IsSet(string key) =>
        (_environment.TryGetValue(key, out var value) && value.Length > 0) || _file.ContainsKey(key);

    /// <summary>A list of objects, each with settings of its own under the same names; nothing but the object itself is read for them.</summary>
    public IReadOnlyList<SettingsReader> Entries(string key)
    {
        if (Json(key) is not { } list)
            return [];
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0 || list.EnumerateArray().Any(entry => entry.ValueKind != JsonValueKind.Object))
        {
            Fault(key, "is not a list of JSON objects with at least one entry", "Write one object an entry, or remove the key");
            return [];
        }

        return [.. list.EnumerateArray().Select((entry, index) => new SettingsReader(this, $"{_prefix}{key}[{index}].", entry))];
    }

    /// <summary>The value as text; an empty environment variable counts as not set, because that is how a chart leaves one out.</summary>
    public string? Text(string key)
    {
        _known.Add(key);
        if (_environment.TryGetValue(key, out var value) && value.Length > 0)
            return OneLine(key, value);
        if (!_file.TryGetValue(key, out var element))
            return null;

        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return element.GetString() is { Length: > 0 } text ? OneLine(key, text) : null;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                return element.GetRawText();
            default:
                Fault(key, $"holds a JSON {element.ValueKind} in the file, where one value is expected", "Write a string, number or boolean");
                return null;
        }
    }

    public bool Flag(string key)
    {
        switch (Text(key))
        {
            case null or "false" or "False" or "FALSE" or "0":
                return false;
            case "true" or "True" or "TRUE" or "1":
                return true;
            default:
                Fault(key, "is neither true nor false", "Write true or false");
                return false;
        }
    }

    public int Port(string key, int otherwise)
    {
        if (Text(key) is not { } text)
            return otherwise;
        if (int.TryParse(text, out var port) && port is >= 0 and <= 65535)
            return port;
        Fault(key, $"\"{text}\" is not a port", "Write a number from 0 to 65535; 0 takes any free port");
        return otherwise;
    }

    /// <summary>A duration of zero (where <paramref name="zero"/> allows it) or from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public TimeSpan Time(string key, TimeSpan otherwise, TimeSpan least, TimeSpan most, bool zero = false)
    {
        if (Text(key) is not { } text)
            return otherwise;
        if (!Duration.TryParse(text, out var duration))
            Fault(key, $"\"{text}\" is not a duration", "Write a number and a unit, such as 30s, 5m or 24h");
        else if (!(zero && duration == TimeSpan.Zero) && (duration < least || duration > most))
            Fault(key, $"{text} is out of range", $"Write {(zero ? "0s, or " : "")}a duration from {Duration.Format(least)} to {Duration.Format(most)}");
        else
            return duration;
        return otherwise;
    }

    /// <summary>A list: comma-separated in the environment, an array of strings (or the same text) in the file.</summary>
    public IReadOnlyList<string> List(string key)
    {
        _known.Add(key);
        var inEnvironment = _environment.TryGetValue(key, out var value) && value.Length > 0;
        if (inEnvironment || !_file.TryGetValue(key, out var element) || element.ValueKind != JsonValueKind.Array)
            return Split(key, Text(key));

        var items = new List<string>();
        foreach (var item in element.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && item.GetString() is { Length: > 0 } text)
                items.Add(text);
            else
                Fault(key, "holds an entry that is not a non-empty string", "Write an array of strings");
        }

        if (element.GetArrayLength() == 0)
            Fault(key, "is an empty list, which says nothing", "Name an entry, or remove the key");
        return items;
    }

    /// <summary>One of a few words.</summary>
    public T Choice<T>(string key, T otherwise, params ReadOnlySpan<(string Word, T Meaning)> choices)
    {
        if (Text(key) is not { } text)
            return otherwise;
        foreach (var (word, meaning) in choices)
        {
            if (word == text)
                return meaning;
        }

        var words = new List<string>();
        foreach (var (word, _) in choices)
            words.Add(word);
        Fault(key, $"\"{text}\" is not a choice", $"Write {string.Join(" or ", words)}");
        return otherwise;
    }

    /// <summary>The raw JSON of a structured setting: an object in the file, or JSON text in the environment.</summary>
    public JsonElement? Json(string key)
    {
        _known.Add(key);
        if (_environment.TryGetValue(key, out var value) && value.Length > 0)
        {
            try
            {
                return SettingsFile.Parse(Encoding.UTF8.GetBytes(value));
            }
            catch (JsonException exception)
            {
                Fault(key, $"is not valid JSON ({exception.Message})", "Write a JSON object");
                return null;
            }
        }

        return _file.TryGetValue(key, out var element) ? element : null;
    }

    /// <summary>Settings the contract names whose feature this version lacks: set, they could not take effect.</summary>
    public void RefuseUnsupported(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            _known.Add(key);
            if (IsSet(key))
                Fault(key, "is not supported by this version and would have no effect", "Unset it");
        }
    }

    /// <summary>Call last: every key of the file that no setting asked for.</summary>
    public void RefuseUnknownKeys()
    {
        foreach (var key in _file.Keys.Where(key => !_known.Contains(key)))
        {
            var nearest = _known.MinBy(known => Distance(known, key));
            var hint = nearest is not null && Distance(nearest, key) <= 2 ? $"Did you mean {nearest}? Correct" : "Correct";
            Fault(key, _prefix.Length == 0 ? $"is no setting of the gateway, but stands in {_path}" : "is no setting of such an entry", $"{hint} the key or remove it");
        }
    }

    /// <summary>The contents of a file in the place of its path is an easy slip; they may be a key, so they are never repeated in a message.</summary>
    private string? OneLine(string key, string text)
    {
        if (!text.Any(char.IsControl) && !text.Contains("-----BEGIN", StringComparison.Ordinal))
            return text;
        Fault(key, "holds control characters or the contents of a file", "Write one value on one line; where a file is meant, its path");
        return null;
    }

    private string[] Split(string key, string? text)
    {
        var items = (text ?? "").Split(',', StringSplitOptions.TrimEntries);
        if (text is null)
            return [];
        if (items.Any(item => item.Length == 0))
            Fault(key, "holds an empty entry", "Separate entries by single commas");
        return items;
    }

    /// <summary>Levenshtein distance, for "did you mean".</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
