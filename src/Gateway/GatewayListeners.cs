using System.Net;
using System.Text;
using FederatedGateway.Configuration;
using FederatedGateway.Forwarding;
using FederatedGateway.Health;
using FederatedGateway.Tls;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace FederatedGateway;

/// <summary>The server: two listeners, and limits that fit a proxy instead of an application.</summary>
internal static class GatewayListeners
{
    public static void Configure(KestrelServerOptions kestrel, ListenerOptions options)
    {
        kestrel.AddServerHeader = false;
        // Header bytes go through as they are; UTF-8, the default, would refuse what OpenFaaS accepts.
        kestrel.RequestHeaderEncodingSelector = static name =>
            name.Equals("Connection", StringComparison.OrdinalIgnoreCase) ? ConnectionHeaderEncoding.Instance : Encoding.Latin1;
        kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
        // No size or time limit of ours on a body: an upload, a log follow and a quiet event stream live as long as both ends want.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;

        Listen(kestrel, options.Address, options.Port, listen => ConfigurePublic(listen, options));
        Listen(kestrel, options.Address, options.HealthPort, HealthListener.Configure);
    }

    private static void ConfigurePublic(ListenOptions listen, ListenerOptions options)
    {
        listen.Protocols = HttpProtocols.Http1;
        if (options.Tls is null)
            return;

        // HTTP/2 by ALPN alone: without TLS nothing agrees on it, and h2c is never spoken.
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        var certificate = listen.ApplicationServices.GetRequiredService<ServingCertificate>();
        listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => new(certificate.Offer()) });
    }

    private static void Listen(KestrelServerOptions kestrel, IPAddress address, int port, Action<ListenOptions> configure)
    {
        // "Any" takes both families where there are two, and IPv4 alone where IPv6 is switched off.
        if (address.Equals(IPAddress.IPv6Any))
            kestrel.ListenAnyIP(port, configure);
        else
            kestrel.Listen(address, port, configure);
    }
}
