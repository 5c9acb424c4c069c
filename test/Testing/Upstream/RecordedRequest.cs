using System.Text;

namespace FederatedGateway.Testing;

/// <summary>What the upstream received: the raw request line, every header line in order, and the body bytes read so far.</summary>
public sealed class RecordedRequest(WireHead head)
{
    private readonly List<byte> _body = [];

    public WireHead Head { get; } = head;

    public string Method => Head.Parts[0];

    /// <summary>The request target, byte for byte.</summary>
    public string Target => Head.Parts[1];

    public byte[] Body
    {
        get
        {
            lock (_body) return [.. _body];
        }
    }

    public string Text => Encoding.UTF8.GetString(Body);

    public IReadOnlyList<HeaderLine> Trailers { get; internal set; } = [];

    public IReadOnlyList<string> Values(string name) => Head.Values(name);

    public string? Header(string name) => Head.Value(name);

    public bool Has(string name) => Head.Has(name);

    public override string ToString() => $"{Head.StartLine}\n{string.Join('\n', Head.Headers.Select(h => $"{h.Name}:{h.Raw}"))}";

    internal void Append(byte[] part)
    {
        lock (_body) _body.AddRange(part);
    }
}
