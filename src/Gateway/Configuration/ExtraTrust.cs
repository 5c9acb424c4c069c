using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace FederatedGateway.Configuration;

/// <summary>Adds a CA bundle to the system's trust for one handler. A certificate for another host is refused all the same.</summary>
internal static class ExtraTrust
{
    public static void Apply(SocketsHttpHandler handler, string path)
    {
        var bundle = CertificateBundle.Load(path);
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            errors == SslPolicyErrors.None
            || (errors == SslPolicyErrors.RemoteCertificateChainErrors
                && certificate is X509Certificate2 leaf && chain is not null
                && CertificateBundle.Trusts(bundle, leaf, chain));
    }
}
