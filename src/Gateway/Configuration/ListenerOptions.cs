using System.Net;

namespace FederatedGateway.Configuration;

/// <summary>Where the gateway listens, how clients reach it, and how it leaves.</summary>
internal sealed record ListenerOptions
{
    /// <summary>The address of both listeners; all of the machine's by default, because a pod is reached by its own.</summary>
    public IPAddress Address { get; init; } = IPAddress.IPv6Any;

    public int Port { get; init; } = 8080;

    public int HealthPort { get; init; } = 8081;

    /// <summary>The URL under which clients reach the gateway, without a trailing slash.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Null serves plain HTTP.</summary>
    public TlsOptions? Tls { get; init; }

    public TrustedProxies TrustedProxies { get; init; } = TrustedProxies.None;

    public TimeSpan ShutdownDelay { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
