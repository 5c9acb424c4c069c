using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FederatedGateway.Vectors;

/// <summary>Certificates as key sets and TLS servers show them, good and otherwise.</summary>
public static class Certificates
{
    private static readonly Lazy<string> Folder = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("fedgw-ca-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    });

    /// <summary>The middle of a certificate's life.</summary>
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>A self-signed certificate of the key, as one entry of <c>x5c</c>.</summary>
    public static string SelfSigned(RSA key, bool expired = false)
    {
        var request = new CertificateRequest("CN=idp.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(Now.AddDays(-20), Now.AddDays(expired ? -10 : 10));
        return Convert.ToBase64String(certificate.RawData);
    }

    /// <summary>A TLS server's certificate, its own root.</summary>
    public static X509Certificate2 Server(IPAddress address, bool expired = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test issuer", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(Now.AddDays(-20), Now.AddDays(expired ? -10 : 10));
    }

    /// <summary>The certificate as a file that a setting can name, in the folder of this run.</summary>
    public static string File(X509Certificate2 certificate)
    {
        var path = Path.Combine(Folder.Value, certificate.Thumbprint + ".pem");
        System.IO.File.WriteAllText(path, certificate.ExportCertificatePem());
        return path;
    }
}
