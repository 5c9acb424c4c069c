using System.Net.Sockets;
using System.Text;

namespace FederatedGateway.Testing;

/// <summary>
/// Reads HTTP/1.1 off a stream without an opinion. It is used on both sides of the gateway, so that the tests see bytes and not
/// what a library makes of them.
/// </summary>
/// <param name="stream">The connection.</param>
/// <param name="limit">The longest wait for the next byte.</param>
public sealed class WireReader(Stream stream, TimeSpan limit)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>Why the last read found nothing; meaningful once something returned null.</summary>
    public Ending Ending { get; private set; }

    /// <summary>The next head, or null when the connection ended first.</summary>
    public async Task<WireHead?> ReadHeadAsync()
    {
        if (await ReadLineAsync() is not { } startLine) return null;
        return await ReadHeaderLinesAsync() is { } headers ? new WireHead(startLine, headers) : null;
    }

    /// <summary>Header or trailer lines up to the empty one.</summary>
    public async Task<IReadOnlyList<HeaderLine>?> ReadHeaderLinesAsync()
    {
        var headers = new List<HeaderLine>();
        while (await ReadLineAsync() is { } line)
        {
            if (line.Length == 0) return headers;
            headers.Add(HeaderLine.Parse(line));
        }

        return null;
    }

    /// <summary>A line without its CRLF.</summary>
    public async Task<string?> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end && !await FillAsync()) return null;
            var newLine = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            var count = newLine < 0 ? _end - _start : newLine + 1;
            line.Append(Encoding.Latin1.GetString(_buffer, _start, count));
            _start += count;
            if (newLine >= 0) return line.ToString().TrimEnd('\n').TrimEnd('\r');
        }
    }

    /// <summary>The bytes at hand, at most <paramref name="most"/>; null when the connection ended.</summary>
    public async Task<byte[]?> ReadSomeAsync(long most)
    {
        if (_start == _end && !await FillAsync()) return null;
        var count = (int)Math.Min(most, _end - _start);
        var bytes = _buffer.AsSpan(_start, count).ToArray();
        _start += count;
        return bytes;
    }

    private async Task<bool> FillAsync()
    {
        try
        {
            _start = 0;
            _end = await stream.ReadAsync(_buffer).AsTask().WaitAsync(limit);
            Ending = Ending.Closed;
        }
        catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            _end = 0;
            Ending = Ending.Reset;
        }

        return _end > 0;
    }
}
