using System.Globalization;

namespace FederatedGateway.Playground.OpenFaas;

/// <summary>What a request to the logs route asks for.</summary>
internal sealed record LogQuery(string? Name, string? Instance, int Tail, bool Follow, DateTimeOffset? Since)
{
    /// <summary>Null when a value cannot be read.</summary>
    public static LogQuery? Parse(IQueryCollection query)
    {
        var tail = 0;
        if (Last(query, "tail") is { Length: > 0 } tailText && !int.TryParse(tailText, CultureInfo.InvariantCulture, out tail)) return null;
        if (ParseBoolean(Last(query, "follow")) is not { } follow) return null;

        DateTimeOffset? since = null;
        if (Last(query, "since") is { Length: > 0 } sinceText)
        {
            if (!DateTimeOffset.TryParse(sinceText, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed)) return null;
            since = parsed;
        }

        return new LogQuery(Last(query, "name"), Last(query, "instance"), tail, follow, since);
    }

    public bool Matches(LogMessage line) =>
        (string.IsNullOrEmpty(Name) || line.Name == Name)
        && (string.IsNullOrEmpty(Instance) || line.Instance == Instance)
        && (Since is null || line.Timestamp >= Since);

    public LogMessage[] Select(IEnumerable<LogMessage> lines)
    {
        var matching = lines.Where(Matches);
        return [.. Tail > 0 ? matching.TakeLast(Tail) : matching];
    }

    // Of a repeated key the logs route takes the last value.
    private static string? Last(IQueryCollection query, string key) => query[key].LastOrDefault();

    private static bool? ParseBoolean(string? text) => text switch
    {
        null or "" or "0" or "false" => false,
        "1" or "true" => true,
        _ => null,
    };
}
