using System.Net.Sockets;
using System.Text;

namespace FederatedGateway.Testing;

/// <summary>
/// One TCP connection to the gateway: sends the bytes it is given and reports the bytes that came back, the way the connection
/// ended included.
/// </summary>
public sealed class RawClient : IDisposable
{
    private readonly TcpClient _tcp;
    private readonly NetworkStream _stream;
    private readonly WireReader _reader;
    private WireBody? _body;

    private RawClient(TcpClient tcp)
    {
        (_tcp, _stream) = (tcp, tcp.GetStream());
        _reader = new WireReader(_stream, Eventually.Limit);
    }

    /// <summary>Interim (1xx) heads that came before the answer.</summary>
    public IList<WireHead> Interim { get; } = [];

    public IReadOnlyList<HeaderLine> Trailers => _body?.Trailers ?? [];

    public Ending Ending => _body?.Ending ?? _reader.Ending;

    public static async Task<RawClient> ConnectAsync(Uri address)
    {
        var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync(address.Host, address.Port);
        return new RawClient(tcp);
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _stream.WriteAsync(bytes);

    /// <summary>Sends text as Latin-1, so that every byte can be written.</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public Task SendChunkAsync(string text) => SendAsync($"{text.Length:x}\r\n{text}\r\n");

    /// <summary>The final head of the next answer; null when the connection ended instead.</summary>
    public async Task<WireHead?> ReadHeadAsync(bool bodiless = false)
    {
        while (await _reader.ReadHeadAsync() is { } head)
        {
            if (head.Parts[1].StartsWith('1') && head.Parts[1] != "101")
            {
                Interim.Add(head);
                continue;
            }

            _body = WireBody.OfResponse(head, _reader, bodiless || head.Parts[1] == "101");
            return head;
        }

        return null;
    }

    /// <summary>The next part of the body, as it arrives; null at its end.</summary>
    public Task<byte[]?> ReadPartAsync() => (_body ?? throw new InvalidOperationException("Read the head first.")).ReadPartAsync();

    /// <summary>Reads on until the body's text so far ends with <paramref name="expected"/>.</summary>
    public async Task<string> ReadUntilAsync(string expected)
    {
        var text = "";
        while (!text.EndsWith(expected, StringComparison.Ordinal) && await ReadPartAsync() is { } part) text += Encoding.UTF8.GetString(part);
        return text;
    }

    /// <summary>Bytes outside HTTP, after an upgrade.</summary>
    public Task<byte[]?> ReadRawAsync() => _reader.ReadSomeAsync(int.MaxValue);

    public async Task<RawResponse> ReadResponseAsync(bool bodiless = false)
    {
        var head = await ReadHeadAsync(bodiless) ?? throw new IOException($"The connection ended without an answer ({_reader.Ending}).");
        var body = await _body!.ReadAllAsync();
        return new RawResponse(head, body, _body.Trailers, _body.Ending);
    }

    /// <summary>Closes with a reset, as a crashed or impatient peer does.</summary>
    public void Reset()
    {
        _tcp.Client.LingerState = new LingerOption(true, 0);
        _tcp.Close();
    }

    public void Dispose() => _tcp.Dispose();
}
