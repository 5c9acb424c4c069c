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
        Peer = address is null ? null : PlainAddress.Print(address);
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
        var chain = string.Join(',', said["X-Forwarded-For"].ToArray()).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Client = FirstUntrusted(chain, proxies) ?? Peer;
        ForwardedFor = string.Join(", ", [.. chain, Peer]);
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

    /// <summary>What the proxy next to us wrote: everything before it may be the sender's own.</summary>
    private static string? Last(StringValues values) => values.Count == 0 ? null : values[^1]?.Split(',')[^1].Trim();

    private static string? FirstUntrusted(string[] chain, TrustedProxies proxies)
    {
        string? client = null;
        foreach (var hop in chain.Reverse())
        {
            if (!PlainAddress.TryParse(WithoutPort(hop), out var address))
                break;
            client = PlainAddress.Print(address);
            if (!proxies.Contain(address))
                break;
        }

        return client;
    }

    /// <summary>Proxies write an address with its port and without; IPv6 with a port stands in brackets.</summary>
    private static string WithoutPort(string hop) => hop.StartsWith('[') && hop.IndexOf(']') is > 0 and var end ? hop[1..end]
        : hop.IndexOf(':') is > 0 and var colon && colon == hop.LastIndexOf(':') ? hop[..colon]
        : hop;
}
