namespace FederatedGateway.Testing;

/// <summary>One header line as it stood on the wire (bytes shown as Latin-1).</summary>
/// <param name="Name">What precedes the first colon, letter case kept.</param>
/// <param name="Raw">What follows the first colon, white space kept.</param>
public sealed record HeaderLine(string Name, string Raw)
{
    /// <summary>The value without the optional white space around it.</summary>
    public string Value => Raw.Trim(' ', '\t');

    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    public static HeaderLine Parse(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new HeaderLine(line, "") : new HeaderLine(line[..colon], line[(colon + 1)..]);
    }
}
