using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FederatedGateway.Configuration;

namespace FederatedGateway.Tls;

/// <summary>A certificate with its key and the chain that is sent along.</summary>
internal sealed class ServerCertificate : IDisposable
{
    private readonly X509Certificate2 _leaf;
    private readonly string _pem;

    private ServerCertificate(X509Certificate2 leaf, X509Certificate2Collection chain, string pem)
    {
        (_leaf, _pem) = (leaf, pem);
        // Offline: a handshake must not wait for a CA's server to complete the chain.
        Context = SslStreamCertificateContext.Create(leaf, chain, offline: true);
    }

    public SslStreamCertificateContext Context { get; }

    public DateTimeOffset Expires => new(_leaf.NotAfter.ToUniversalTime());

    public bool SameAs(ServerCertificate other) => _pem == other._pem;

    /// <summary>Null, with the fault, when the files hold no certificate with its key.</summary>
    public static ServerCertificate? Load(TlsOptions options, out string? fault)
    {
        fault = null;
        try
        {
            var pem = File.ReadAllText(options.CertFile);
            var leaf = X509Certificate2.CreateFromPem(pem, File.ReadAllText(options.KeyFile));
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(pem);
            return new(leaf, chain, pem);
        }
        catch (ArgumentException)
        {
            fault = "the key is not the certificate's";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            fault = exception.Message;
        }

        return null;
    }

    public void Dispose() => _leaf.Dispose();
}
