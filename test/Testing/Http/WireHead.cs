namespace FederatedGateway.Testing;

/// <summary>The head of one HTTP/1.1 message exactly as received: nothing merged, sorted, decoded or dropped.</summary>
public sealed record WireHead(string StartLine, IReadOnlyList<HeaderLine> Headers)
{
    /// <summary>The start line's three parts; a reason phrase keeps its blanks.</summary>
    public IReadOnlyList<string> Parts { get; } = StartLine.Split(' ', 3);

    /// <summary>Every value of the header, one per line received.</summary>
    public IReadOnlyList<string> Values(string name) => [.. Headers.Where(h => h.Is(name)).Select(h => h.Value)];

    /// <summary>The value of a header that stands there exactly once; null when it is absent.</summary>
    public string? Value(string name) => Values(name) switch
    {
        [] => null,
        [var only] => only,
        var several => throw new InvalidOperationException($"{name} stands there {several.Count} times: {string.Join(" | ", several)}"),
    };

    public bool Has(string name) => Headers.Any(h => h.Is(name));

    public bool IsChunked => Values("Transfer-Encoding").Any(v => v.Contains("chunked", StringComparison.OrdinalIgnoreCase));

    public long? ContentLength => Value("Content-Length") is { } text ? long.Parse(text) : null;
}
