using System.Net;
using System.Text;
using FederatedGateway.Configuration;
using FederatedGateway.Observability;

namespace FederatedGateway.Forwarding;

/// <summary>The one client towards OpenFaaS: its timeouts, its connections, and what it must never do by itself.</summary>
internal static class UpstreamHttpClient
{
    /// <summary>OpenFaaS closes idle connections after its read_timeout, 65 s in its chart; ours go first.</summary>
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ContinueTimeout = TimeSpan.FromSeconds(1);

    public static HttpMessageInvoker Create(UpstreamOptions options, UpstreamCredentials credentials, GatewayMetrics metrics, TimeProvider time)
    {
        var sockets = new SocketsHttpHandler
        {
            // A followed redirect would be a request nobody was permitted to make, with the admin credential.
            AllowAutoRedirect = false,
            UseCookies = false,
            // Proxy variables are for calls to the identity provider.
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionIdleTimeout = IdleTimeout,
            ConnectTimeout = ConnectTimeout,
            Expect100ContinueTimeout = ContinueTimeout,
            // Trace headers are the caller's and pass like any other.
            ActivityHeadersPropagator = null,
            RequestHeaderEncodingSelector = SentOnce.EncodingOf,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        };
        if (options.CaFile is { } path)
            ExtraTrust.Apply(sockets, path);
        return new HttpMessageInvoker(new CredentialHandler(credentials, metrics, new PatienceHandler(options, time, sockets)));
    }
}
