using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>The gateway as its own TLS end: the whole chain is sent, and a renewed certificate is used without a restart.</summary>
public sealed class TlsServing : IAsyncLifetime
{
    private readonly CertificateAuthority _authority = new();
    private readonly CertificateFiles _files = new();
    private World _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _files.Write(_authority.Issue());
        _world = await World.StartAsync(plan => plan.AllowInvoke().Set("tls_cert_file", _files.CertFile).Set("tls_key_file", _files.KeyFile));
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _files.Dispose();
        _authority.Dispose();
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_client_that_trusts_the_root_alone_is_served(string version)
    {
        using var client = NewClient();
        using var answer = await GetAsync(client, "/system/functions", Version.Parse(version));
        Assert.Equal((HttpStatusCode.OK, Version.Parse(version)), (answer.StatusCode, answer.Version));

        var request = _world.Upstream.Only;
        Assert.Equal("/system/functions", request.Target);
        Assert.Equal([_world.Upstream.BasicValue], request.Values("Authorization"));
        Assert.Equal("https", request.Header("X-Forwarded-Proto"));
        Assert.Equal(_world.Gateway.PublicAddress.Authority, request.Header("X-Forwarded-Host"));
    }

    [Fact]
    public async Task A_refusal_names_the_https_url()
    {
        using var client = NewClient();
        using var answer = await client.GetAsync("/system/functions", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal($"resource_metadata=\"https://{_world.Gateway.PublicAddress.Authority}/.well-known/oauth-protected-resource\"", Assert.Single(answer.Headers.WwwAuthenticate).Parameter);
    }

    [Fact]
    public async Task Plain_http_is_not_answered()
    {
        using var client = await RawClient.ConnectAsync(_world.Gateway.PublicAddress);
        await client.SendAsync($"GET /system/functions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {_world.Token().Compact()}\r\n\r\n");
        Assert.Null(await client.ReadHeadAsync());
        Expect.NothingForwarded(_world);
    }

    [Theory]
#pragma warning disable SYSLIB0039, CA5397 // That they are refused is what is tested.
    [InlineData(SslProtocols.Tls11)]
#pragma warning restore SYSLIB0039, CA5397
    public async Task Old_versions_of_tls_are_refused(SslProtocols version)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(_world.Gateway.PublicAddress.Host, _world.Gateway.PublicAddress.Port, Cancel);
        await using var tls = new SslStream(tcp.GetStream());
        await Assert.ThrowsAnyAsync<Exception>(() => tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "127.0.0.1", EnabledSslProtocols = version }, Cancel));
    }

    [Fact]
    public async Task A_renewed_certificate_is_used_for_new_connections_and_old_ones_go_on()
    {
        using var standing = NewClient();
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(standing, "/system/functions", HttpVersion.Version11)).StatusCode);
        var before = await ServedSerialAsync();

        _files.Write(_authority.Issue());
        await Eventually.TrueAsync(async () => await ServedSerialAsync() != before, "new connections get the new certificate");
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(standing, "/system/functions", HttpVersion.Version11)).StatusCode);
    }

    [Fact]
    public async Task Files_that_do_not_go_together_leave_the_certificate_in_use()
    {
        var before = await ServedSerialAsync();
        _files.Write(_authority.Issue().CertificatePem, _authority.Issue().KeyPem);
        await Eventually.TrueAsync(
            async () => await ServedSerialAsync() == before && _world.Log.Text.Contains($"{_files.CertFile} with {_files.KeyFile} cannot be served", StringComparison.Ordinal),
            "the log says what is wrong");

        _files.Write("", "");
        Assert.Equal(before, await ServedSerialAsync());
        _files.Write(_authority.Issue());
        await Eventually.TrueAsync(async () => await ServedSerialAsync() != before, "the next good pair is used");
    }

    [Fact]
    public async Task A_renewal_that_has_expired_leaves_the_certificate_in_use()
    {
        var before = await ServedSerialAsync();
        _files.Write(_authority.Issue(daysLeft: -0.5));
        await Eventually.TrueAsync(
            async () => await ServedSerialAsync() == before && _world.Log.Text.Contains("it expired at", StringComparison.Ordinal), "the log says what is wrong");
    }

    [Fact]
    public async Task A_renewal_that_no_client_could_use_leaves_the_certificate_in_use()
    {
        var before = await ServedSerialAsync();
        using var key = RSA.Create(1024);
        using var weak = new CertificateRequest("CN=weak", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddDays(1));
        _files.Write(weak.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        await Eventually.TrueAsync(
            async () => await ServedSerialAsync() == before && _world.Log.Text.Contains("a TLS handshake with it fails", StringComparison.Ordinal), "the log says what is wrong");
    }

    [Fact]
    public async Task The_health_listener_stays_plain() => Assert.Equal("OK", await _world.Health.GetStringAsync("/healthz", Cancel));

    private async Task<string?> ServedSerialAsync()
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(_world.Gateway.PublicAddress.Host, _world.Gateway.PublicAddress.Port, Cancel);
        await using var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "127.0.0.1", CertificateChainPolicy = Policy() }, Cancel);
        return tls.RemoteCertificate?.GetSerialNumberString();
    }

    private X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(_authority.Root);
        return policy;
    }

    private HttpClient NewClient() => new(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = Policy() } }) { BaseAddress = _world.Gateway.PublicAddress };

    private async Task<HttpResponseMessage> GetAsync(HttpClient client, string target, Version version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target) { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Authorization = new("Bearer", _world.Token().Compact());
        return await client.SendAsync(request, Cancel);
    }
}
