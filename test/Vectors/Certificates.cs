using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FederatedGateway.Testing;

namespace FederatedGateway.Vectors;

/// <summary>Certificates as key sets and TLS servers show them, good and otherwise.</summary>
public static class Certificates
{
    /// <summary>The operator's private CA.</summary>
    public static CertificateAuthority Authority { get; } = new();

    private static readonly Lazy<string> Folder = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("fedgw-vectors-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    });

    private static readonly Lazy<string> Bundle = new(() => Write("ca.pem", Authority.BundlePem));

    /// <summary>What names it, for <c>idp_ca_file</c>.</summary>
    public static string BundleFile => Bundle.Value;

    /// <summary>A self-signed certificate of the key, as one entry of <c>x5c</c>.</summary>
    public static string SelfSigned(RSA key, bool expired = false)
    {
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest("CN=idp.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(now.AddDays(-20), now.AddDays(expired ? -10 : 10));
        return Convert.ToBase64String(certificate.RawData);
    }

    /// <summary>Certificate and key of the gateway itself, as files.</summary>
    public static (string Certificate, string Key) ServerFiles()
    {
        var (certificate, key) = Authority.Issue();
        return (Write("tls.crt", certificate), Write("tls.key", key));
    }

    private static string Write(string name, string text)
    {
        var path = Path.Combine(Folder.Value, name);
        File.WriteAllText(path, text);
        return path;
    }
}
