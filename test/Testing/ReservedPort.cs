using System.Net;
using System.Net.Sockets;

namespace FederatedGateway.Testing;

/// <summary>
/// A loopback port that stays ours while nobody listens on it: connections are refused, and no other test can be given the
/// number.
/// </summary>
public sealed class ReservedPort : IDisposable
{
    private Socket? _holder;

    public ReservedPort() => Reserve();

    public int Number { get; private set; }

    /// <summary>Hands out the bound socket, for its new owner to listen on and to dispose.</summary>
    public Socket Take()
    {
        var socket = _holder ?? throw new InvalidOperationException("The port is in use.");
        _holder = null;
        return socket;
    }

    /// <summary>Binds the port again once its owner has closed it.</summary>
    public void Reserve()
    {
        if (_holder is not null) return;
        _holder = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _holder.Bind(new IPEndPoint(IPAddress.Loopback, Number));
        Number = ((IPEndPoint)_holder.LocalEndPoint!).Port;
    }

    public void Dispose() => _holder?.Dispose();
}
