using System.Net.Sockets;
using System.Text;

namespace FederatedGateway.Testing;

/// <summary>
/// One request at the upstream and the pen to answer it: a script reads what it wants, writes the bytes it wants, waits for
/// whatever the test tells it to wait for, or breaks the connection.
/// </summary>
public sealed class UpstreamExchange
{
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly WireReader _reader;
    private readonly WireBody _body;
    private bool _mayContinue;

    internal UpstreamExchange(Socket socket, Stream stream, WireReader reader, RecordedRequest request)
    {
        (_socket, _stream, _reader, Request) = (socket, stream, reader, request);
        _body = WireBody.OfRequest(request.Head, reader);
        _mayContinue = request.Header("Expect")?.Equals("100-continue", StringComparison.OrdinalIgnoreCase) == true;
    }

    public RecordedRequest Request { get; }

    /// <summary>How the request's body ended; anything but <see cref="Ending.Complete"/> means that the caller gave up.</summary>
    public Ending BodyEnding => _body.Ending;

    internal bool MustClose { get; private set; }

    /// <summary>The next part of the request's body as it arrives; null at its end.</summary>
    public async Task<byte[]?> ReadPartAsync(bool record = true)
    {
        if (_mayContinue) await WriteAsync("HTTP/1.1 100 Continue\r\n\r\n");
        var part = await _body.ReadPartAsync();
        if (part is null) Request.Trailers = _body.Trailers;
        else if (record) Request.Append(part);
        return part;
    }

    public async Task ReadBodyAsync()
    {
        while (await ReadPartAsync() is not null)
        {
        }
    }

    /// <summary>Bytes outside HTTP, after an upgrade; null when the peer closed.</summary>
    public Task<byte[]?> ReadRawAsync() => _reader.ReadSomeAsync(int.MaxValue);

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        // Who has begun to answer does not ask for the body any more.
        _mayContinue = false;
        await _stream.WriteAsync(bytes);
    }

    /// <summary>Writes text as Latin-1, so that every byte can be written.</summary>
    public Task WriteAsync(string text) => WriteAsync(Encoding.Latin1.GetBytes(text));

    public Task WriteChunkAsync(string text) => WriteAsync($"{text.Length:x}\r\n{text}\r\n");

    /// <summary>A head of a response whose body the script goes on writing as chunks.</summary>
    public Task StartChunkedAsync(string status, params string[] headers) =>
        WriteAsync($"HTTP/1.1 {status}\r\nTransfer-Encoding: chunked\r\n{Lines(headers)}\r\n");

    public Task EndChunksAsync(params string[] trailers) => WriteAsync($"0\r\n{Lines(trailers)}\r\n");

    /// <summary>A whole response of known length; to HEAD the head alone.</summary>
    public async Task RespondAsync(string status, string body, params string[] headers)
    {
        await ReadBodyAsync();
        var head = $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n{Lines(headers)}\r\n";
        await WriteAsync(Request.Method == "HEAD" ? head : head + body);
    }

    /// <summary>Closes the connection after the script, whatever was written.</summary>
    public void Close() => MustClose = true;

    /// <summary>Resets the connection at once.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Close();
    }

    /// <summary>Completes when the caller has closed or reset the connection while the script holds the answer back.</summary>
    public async Task CallerGoneAsync()
    {
        while (await _reader.ReadSomeAsync(int.MaxValue) is not null)
        {
        }

        MustClose = true;
    }

    private static string Lines(string[] headers) => string.Concat(headers.Select(h => h + "\r\n"));
}
