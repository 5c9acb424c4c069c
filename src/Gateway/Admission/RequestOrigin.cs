using System.Net;
using FederatedGateway.Configuration;
using Microsoft.Extensions.Primitives;

namespace FederatedGateway.Admission;

/// <summary>
/// Where a request comes from and how its sender reached us: what the socket shows, and what the peer says about it where the peer is a
/// trusted proxy. Nobody else's <c>X-Forwarded-*</c>, <c>Forwarded</c> or <c>X-Real-IP</c> is looked at.
/// </summary>
internal sealed class RequestOrigin
{
    private RequestOrigin(HttpContext context, TrustedProxies proxies)
    {
        var address = context.Connection.RemoteIpAddress;
        Peer = address is null ? null : Print(address);
        (Scheme, Host, RealAddress, ForwardedFor) = (context.Request.Scheme, context.Request.Host.Value, Peer, Peer);
        Client = Peer;
        if (address is null || !proxies.Contain(address))
            return;

        var said = context.Request.Headers;
        if (Last(said["X-Forwarded-Proto"])?.ToLowerInvariant() is ("http" or "https") and var scheme)
            Scheme = scheme;
        if (Last(said["X-Forwarded-Host"]) is { } host && HostAndPort.TryRead(host, out _))
            Host = host;
        Forwarded = said["Forwarded"];
        RealAddress = said["X-Real-IP"] is [{ Length: > 0 } real] ? real : Peer;
        Client = FirstUntrusted(said["X-Forwarded-For"], proxies) ?? Peer;
        ForwardedFor = said["X-Forwarded-For"] is { Count: > 0 } chain ? $"{string.Join(", ", chain.ToArray())}, {Peer}" : Peer;
    }

    /// <summary>The other end of the socket.</summary>
    public string? Peer { get; }

    /// <summary>The address nearest to us that is no trusted proxy; the peer, where there is none.</summary>
    public string? Client { get; }

    public string Scheme { get; }

    public string? Host { get; }

    public string? ForwardedFor { get; }

    public string? RealAddress { get; }

    public StringValues Forwarded { get; }

    public static RequestOrigin Of(HttpContext context, TrustedProxies proxies) => new(context, proxies);

    private static string Print(IPAddress address) => (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();

    /// <summary>What the proxy next to us wrote: everything before it may be the sender's own.</summary>
    private static string? Last(StringValues values) => values.Count == 0 ? null : values[^1]?.Split(',')[^1].Trim();

    private static string? FirstUntrusted(StringValues chain, TrustedProxies proxies)
    {
        string? client = null;
        foreach (var hop in string.Join(',', chain.ToArray()).Split(',', StringSplitOptions.TrimEntries).Reverse())
        {
            // With or without a port: proxies write both.
            if (!IPEndPoint.TryParse(hop, out var end))
                break;
            client = Print(end.Address);
            if (!proxies.Contain(end.Address))
                break;
        }

        return client;
    }
}
