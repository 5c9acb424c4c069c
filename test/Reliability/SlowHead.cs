using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FederatedGateway.Reliability;

/// <summary>A connection whose request head never ends, a byte at a time, until the server has had enough.</summary>
internal sealed class SlowHead : IDisposable
{
    private static readonly byte[] Beginning = Encoding.ASCII.GetBytes("GET /system/functions HTTP/1.1\r\nHost: gateway\r\nX-Slow: ");
    private static readonly byte[] NextByte = "x"u8.ToArray();

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private SlowHead()
    {
    }

    /// <summary>Completes with the time the server took to give up.</summary>
    public Task<TimeSpan> Closed { get; private set; } = null!;

    public static async Task<SlowHead> OpenAsync(Uri address)
    {
        var head = new SlowHead();
        await head._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port));
        await head._socket.SendAsync(Beginning);
        head.Closed = head.UntilClosedAsync(Clock.Now);
        return head;
    }

    public async Task DripAsync()
    {
        if (Closed.IsCompleted) return;
        try
        {
            await _socket.SendAsync(NextByte);
        }
        catch (SocketException)
        {
            // Closed in this moment; the reader sees it too.
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task<TimeSpan> UntilClosedAsync(long opened)
    {
        var buffer = new byte[1024];
        try
        {
            while (await _socket.ReceiveAsync(buffer) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // A reset closes as well.
        }

        return Clock.Since(opened);
    }
}
