using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FederatedGateway.Testing;

/// <summary>A private CA with a root that clients trust and an intermediate that signs, as companies run them.</summary>
public sealed class CertificateAuthority : IDisposable
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly X509Certificate2 _intermediate;

    public CertificateAuthority()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Root = Authority("CN=Test Root", rootKey).CreateSelfSigned(Clock.GetUtcNow().AddDays(-2), Clock.GetUtcNow().AddDays(30));
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Authority("CN=Test Intermediate", key).Create(Root, Clock.GetUtcNow().AddDays(-1), Clock.GetUtcNow().AddDays(20), [2]);
        _intermediate = certificate.CopyWithPrivateKey(key);
    }

    public X509Certificate2 Root { get; }

    public string RootPem => Root.ExportCertificatePem() + "\n";

    /// <summary>A certificate for a name or address; the chain follows below it, and the key is not encrypted.</summary>
    public (string CertificatePem, string KeyPem) Issue(string host = "127.0.0.1", double daysLeft = 10)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());

        var serial = RandomNumberGenerator.GetBytes(8);
        using var leaf = request.Create(_intermediate, Clock.GetUtcNow().AddHours(-20), Clock.GetUtcNow().AddDays(daysLeft), serial);
        return ($"{leaf.ExportCertificatePem()}\n{_intermediate.ExportCertificatePem()}\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    /// <summary>The same as one value, for a server of the test's own; its chain must be trusted from elsewhere.</summary>
    public X509Certificate2 IssueCertificate(string host = "127.0.0.1", double daysLeft = 10)
    {
        var (certificate, key) = Issue(host, daysLeft);
        return X509Certificate2.CreateFromPem(certificate, key);
    }

    /// <summary>What an operator puts into a CA file: the root, and the intermediate, which not every server sends.</summary>
    public string BundlePem => RootPem + _intermediate.ExportCertificatePem() + "\n";

    public void Dispose()
    {
        Root.Dispose();
        _intermediate.Dispose();
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }
}
