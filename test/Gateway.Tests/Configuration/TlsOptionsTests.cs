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
        using var key = System.Security.Cryptography.ECDsa.Create();
        _files.Write(_authority.Issue().CertificatePem, key.ExportEncryptedPkcs8PrivateKeyPem("password", new(System.Security.Cryptography.PbeEncryptionAlgorithm.Aes128Cbc, System.Security.Cryptography.HashAlgorithmName.SHA256, 1000)));
        Assert.Contains("unencrypted PEM key", Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_a_fault() => Assert.Contains("Could not find", Fault(), StringComparison.Ordinal);

    public void Dispose()
    {
        _files.Dispose();
        _authority.Dispose();
    }

    private GatewayOptions Read() => GatewayOptionsReader.Read(new Dictionary<string, string>
    {
        ["issuer"] = "https://idp.example.com",
        ["audience"] = "a",
        ["tls_cert_file"] = _files.CertFile,
        ["tls_key_file"] = _files.KeyFile,
    });

    private string Fault()
    {
        var fault = Assert.Single(Assert.Throws<GatewayConfigurationException>(Read).Faults);
        Assert.Equal("tls_cert_file", fault.Key);
        return fault.ToString();
    }
}
