using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FederatedGateway.Configuration;
using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.Tests.Configuration;

/// <summary>Files under which TLS cannot be served stop the start, not the first handshake.</summary>
public sealed class TlsOptionsTests : IDisposable
{
    private readonly CertificateAuthority _authority = new();
    private readonly CertificateFiles _files = new();

    [Fact]
    public void A_certificate_with_its_key_is_accepted()
    {
        _files.Write(_authority.Issue());
        Assert.Equal(new TlsOptions(_files.CertFile, _files.KeyFile), Read().Listener.Tls);
    }

    [Fact]
    public void A_key_of_another_certificate_is_a_fault()
    {
        _files.Write(_authority.Issue().CertificatePem, _authority.Issue().KeyPem);
        Assert.Contains("the key is not the certificate's", Fault(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "")]
    public void What_is_no_certificate_is_a_fault(string certificate, string key)
    {
        _files.Write(certificate, key);
        Assert.Contains("cannot be served", Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_encrypted_key_is_a_fault()
    {
        using var key = ECDsa.Create();
        _files.Write(_authority.Issue().CertificatePem, key.ExportEncryptedPkcs8PrivateKeyPem("password", new(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000)));
        Assert.Contains("unencrypted PEM key", Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_too_weak_for_the_platforms_tls_is_a_fault()
    {
        using var key = RSA.Create(1024);
        WriteSelfSigned(new CertificateRequest("CN=weak", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), key);
        Assert.Contains("a TLS handshake with it fails", Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_curve_that_no_client_offers_is_a_fault()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1);
        WriteSelfSigned(new CertificateRequest("CN=odd", key, HashAlgorithmName.SHA256), key);
        Assert.Contains("a TLS handshake with it fails", Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_for_clients_alone_is_a_fault()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=client", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], false));
        WriteSelfSigned(request, key);
        Assert.Contains("is not for servers", Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_expired_certificate_is_a_warning_because_its_renewal_may_be_on_its_way()
    {
        _files.Write(_authority.Issue(daysLeft: -0.5));
        Assert.Contains(Read().Warnings, warning => warning.Contains("expired at", StringComparison.Ordinal));
    }

    [Fact]
    public void The_key_itself_in_the_place_of_its_path_is_a_fault_and_never_repeated()
    {
        var (certificate, key) = _authority.Issue();
        _files.Write(certificate, key);
        var fault = Assert.Throws<GatewayConfigurationException>(() => GatewayOptionsReader.Read(new Dictionary<string, string>(Settings()) { ["tls_key_file"] = key }));
        Assert.Contains("tls_key_file: holds control characters or the contents of a file", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_a_fault() => Assert.Contains("Could not find", Fault(), StringComparison.Ordinal);

    public void Dispose()
    {
        _files.Dispose();
        _authority.Dispose();
    }

    private void WriteSelfSigned(CertificateRequest request, AsymmetricAlgorithm key)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        _files.Write(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    private GatewayOptions Read() => GatewayOptionsReader.Read(Settings());

    private Dictionary<string, string> Settings() => new()
    {
        ["issuer"] = "https://idp.example.com",
        ["audience"] = "a",
        ["tls_cert_file"] = _files.CertFile,
        ["tls_key_file"] = _files.KeyFile,
    };

    private string Fault()
    {
        var fault = Assert.Single(Assert.Throws<GatewayConfigurationException>(Read).Faults);
        Assert.Equal("tls_cert_file", fault.Key);
        return fault.ToString();
    }
}
