using System.Net;
using System.Net.Sockets;

namespace FederatedGateway.Playground;

/// <summary>A port of 127.0.0.1 and the option that chooses it; 0 is any free one.</summary>
internal sealed record PortOption(string Name, int Number)
{
    /// <summary>Why nothing can listen on the port now, with the way out; null when it is free.</summary>
    public string? Obstacle()
    {
        using var listener = new TcpListener(IPAddress.Loopback, Number);
        try
        {
            listener.Start();
            return null;
        }
        catch (SocketException exception)
        {
            var cause = exception.SocketErrorCode == SocketError.AddressAlreadyInUse ? "is taken" : $"cannot be used ({exception.Message})";
            return $"Port {Number} of 127.0.0.1 {cause}. Choose another with {Name} N, or any free one with {Name} 0.";
        }
    }
}
