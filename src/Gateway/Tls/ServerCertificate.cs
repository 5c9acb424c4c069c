using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FederatedGateway.Configuration;

namespace FederatedGateway.Tls;

/// <summary>A certificate with its key and the chain that is sent along, as one pair of files held them.</summary>
internal sealed class ServerCertificate : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string AnyPurpose = "2.5.29.37.0";
    private static readonly List<SslApplicationProtocol> Protocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];

    private readonly X509Certificate2 _leaf;
    private readonly (string Certificate, string Key) _source;

    private ServerCertificate(X509Certificate2 leaf, X509Certificate2Collection chain, (string, string) source)
    {
        (_leaf, _source) = (leaf, source);
        Options = new()
        {
            // Offline: a handshake must not wait for a CA's server to complete the chain.
            ServerCertificateContext = SslStreamCertificateContext.Create(leaf, chain, offline: true),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ApplicationProtocols = Protocols,
            // Renegotiation lets one handshake cost many.
            AllowRenegotiation = false,
        };
    }

    public SslServerAuthenticationOptions Options { get; }

    public DateTimeOffset Expires => new(_leaf.NotAfter.ToUniversalTime());

    public bool HasExpired(DateTimeOffset now) => now >= Expires;

    /// <summary>
    /// What the files hold now; <paramref name="current"/> itself where they have not changed. Null, with the fault, when no client could be
    /// served with it.
    /// </summary>
    public static ServerCertificate? Load(TlsOptions files, ServerCertificate? current, out string? fault)
    {
        fault = null;
        ServerCertificate? loaded = null;
        try
        {
            var source = (File.ReadAllText(files.CertFile), File.ReadAllText(files.KeyFile));
            if (current?._source == source)
                return current;
            loaded = Create(source);
            fault = loaded.IsForServers ? SelfHandshake.Fault(loaded.Options) : "the certificate is not for servers (extended key usage)";
        }
        catch (ArgumentException)
        {
            fault = "the key is not the certificate's";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or NotSupportedException)
        {
            fault = exception.Message;
        }

        if (fault is null)
            return loaded;
        loaded?.Dispose();
        return null;
    }

    public void Dispose() => _leaf.Dispose();

    private bool IsForServers => _leaf.Extensions.OfType<X509EnhancedKeyUsageExtension>()
        .All(usage => usage.EnhancedKeyUsages.Cast<Oid>().Any(purpose => purpose.Value is ServerAuthentication or AnyPurpose));

    private static ServerCertificate Create((string Certificate, string Key) source)
    {
        var leaf = X509Certificate2.CreateFromPem(source.Certificate, source.Key);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(source.Certificate);
        return new(leaf, chain, source);
    }
}
