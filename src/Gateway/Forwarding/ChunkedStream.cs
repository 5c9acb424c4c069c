using System.Net.Http.Headers;
using System.Text;

namespace FederatedGateway.Forwarding;

/// <summary>Writes the chunked coding of HTTP/1.1 (RFC 9112 §7.1): each write one chunk, then the last chunk with the trailers.</summary>
internal sealed class ChunkedStream(Stream inner) : Stream
{
    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // A chunk of no bytes would be the last one.
        if (buffer.IsEmpty)
            return;
        var framed = new byte[buffer.Length + 20];
        var head = Encoding.ASCII.GetBytes($"{buffer.Length:x}\r\n", framed);
        buffer.CopyTo(framed.AsMemory(head));
        LineEnd.CopyTo(framed, head + buffer.Length);
        await inner.WriteAsync(framed.AsMemory(0, head + buffer.Length + LineEnd.Length), cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    /// <summary>Trailers that frame or authenticate are refused (RFC 9110 §6.5.1); so is a value that would break the line.</summary>
    public async Task FinishAsync(HttpHeadersNonValidated trailers, CancellationToken cancellation)
    {
        var end = new StringBuilder("0\r\n");
        foreach (var (name, values) in trailers)
        {
            var value = values.ToString();
            if (HeaderRules.PassesToCaller(name, isSystem: true, nominated: []) && value.AsSpan().IndexOfAny('\r', '\n', '\0') < 0)
                end.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        await inner.WriteAsync(Encoding.Latin1.GetBytes(end.Append("\r\n").ToString()), cancellation);
        await inner.FlushAsync(cancellation);
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are written asynchronously.");

    public override void Flush() => throw new NotSupportedException("Bodies are written asynchronously.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
