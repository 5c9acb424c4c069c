using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace FederatedGateway.Testing;

/// <summary>
/// An HTTP/2 connection written frame by frame (RFC 9113), for requests that no client library would send. Header fields go as literals
/// without compression, exactly as given.
/// </summary>
public sealed class Http2Connection : IDisposable
{
    private const byte Headers = 1, ResetStream = 3, Settings = 4, GoAway = 7;
    private const byte EndStreamAndHeaders = 0x5, Acknowledged = 0x1;

    /// <summary>RFC 7541 appendix A: the statuses that are one byte.</summary>
    private static readonly int[] IndexedStatuses = [200, 204, 206, 304, 400, 404, 500];

    private readonly SslStream _stream;
    private int _nextStream = 1;

    private Http2Connection(SslStream stream) => _stream = stream;

    public static async Task<Http2Connection> ConnectAsync(Uri address, X509Certificate2 root)
    {
        var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync(address.Host, address.Port);
        var stream = new SslStream(tcp.GetStream());
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(root);
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = address.Host,
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            CertificateChainPolicy = policy,
        });
        var connection = new Http2Connection(stream);
        await stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        await connection.SendAsync(Settings, 0, 0, []);
        return connection;
    }

    /// <summary>Sends a request of these fields, in this order, without a body.</summary>
    public Task RequestAsync(params (string Name, string Value)[] fields)
    {
        var block = new List<byte>();
        foreach (var (name, value) in fields)
        {
            block.Add(0);
            Append(block, name);
            Append(block, value);
        }

        _nextStream += 2;
        return SendAsync(Headers, EndStreamAndHeaders, _nextStream - 2, [.. block]);
    }

    /// <summary>Gives the last stream up.</summary>
    public Task ResetAsync() => SendAsync(ResetStream, 0, _nextStream - 2, [0, 0, 0, 8]);

    /// <summary>How the next stream, or the connection, is answered: <c>status 400</c>, <c>reset 1</c>, <c>goaway 1</c> or <c>closed</c>.</summary>
    public async Task<string> ReadOutcomeAsync()
    {
        while (true)
        {
            var (type, flags, payload) = await ReadFrameAsync().WithinLimit("the server answers on the HTTP/2 connection");
            switch (type)
            {
                case Headers: return $"status {Status(payload)}";
                case ResetStream: return $"reset {BinaryPrimitives.ReadInt32BigEndian(payload)}";
                case GoAway: return $"goaway {BinaryPrimitives.ReadInt32BigEndian(payload.AsSpan(4))}";
                case null: return "closed";
                case Settings when (flags & Acknowledged) == 0:
                    await SendAsync(Settings, Acknowledged, 0, []);
                    break;
            }
        }
    }

    public void Dispose() => _stream.Dispose();

    private static int Status(byte[] block) => (block[0] & 0x80) != 0
        ? IndexedStatuses[(block[0] & 0x7f) - 8]
        : int.Parse(Encoding.ASCII.GetString(block, 2, 3));

    private static void Append(List<byte> block, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        // RFC 7541 §5.1: an integer with a prefix of seven bits.
        if (bytes.Length < 127) block.Add((byte)bytes.Length);
        else
        {
            block.Add(127);
            var rest = bytes.Length - 127;
            for (; rest >= 128; rest /= 128) block.Add((byte)((rest % 128) + 128));
            block.Add((byte)rest);
        }

        block.AddRange(bytes);
    }

    private async Task SendAsync(byte type, byte flags, int stream, byte[] payload)
    {
        var frame = new byte[9 + payload.Length];
        (frame[0], frame[1], frame[2], frame[3], frame[4]) = ((byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        await _stream.WriteAsync(frame);
    }

    private async Task<(byte? Type, byte Flags, byte[] Payload)> ReadFrameAsync()
    {
        try
        {
            var head = new byte[9];
            await _stream.ReadExactlyAsync(head);
            var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
            await _stream.ReadExactlyAsync(payload);
            return (head[3], head[4], payload);
        }
        catch (IOException)
        {
            return (null, 0, []);
        }
    }
}
