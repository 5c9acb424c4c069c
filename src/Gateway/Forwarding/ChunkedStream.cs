using System.Net.Http.Headers;
using System.Text;

namespace FederatedGateway.Forwarding;

/// <summary>Writes the chunked coding of HTTP/1.1 (RFC 9112 §7.1): each write one chunk, then the last chunk with the trailers.</summary>
internal sealed class ChunkedStream(Stream inner) : WriteOnlyStream(inner)
{
    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // A chunk of no bytes would be the last one.
        if (buffer.IsEmpty)
            return;
        var framed = new byte[buffer.Length + 20];
        var head = Encoding.ASCII.GetBytes($"{buffer.Length:x}\r\n", framed);
        buffer.CopyTo(framed.AsMemory(head));
        LineEnd.CopyTo(framed, head + buffer.Length);
        await Inner.WriteAsync(framed.AsMemory(0, head + buffer.Length + LineEnd.Length), cancellationToken);
    }

    /// <summary>Trailers that frame or authenticate are refused (RFC 9110 §6.5.1); so is a value that would break the line.</summary>
    public async Task FinishAsync(HttpHeadersNonValidated trailers, CancellationToken cancellation)
    {
        var end = new StringBuilder("0\r\n");
        foreach (var (name, values) in trailers)
        {
            var value = values.ToString();
            if (HeaderRules.PassesToCaller(name, isSystem: true, nominated: []) && HeaderRules.IsFieldValue(value))
                end.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        await Inner.WriteAsync(Encoding.Latin1.GetBytes(end.Append("\r\n").ToString()), cancellation);
        await Inner.FlushAsync(cancellation);
    }
}
