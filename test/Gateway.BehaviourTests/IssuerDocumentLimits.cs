using System.IO.Compression;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FederatedGateway.Testing;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>How much the gateway takes from its issuer: the last size and the last redirect that pass, and the first that do not.</summary>
public sealed class IssuerDocumentLimits
{
    private const int MiB = 1024 * 1024;

    [Theory]
    [InlineData(MiB, true)]
    [InlineData(MiB + 1, false)]
    public async Task A_key_set_may_be_a_mebibyte(int size, bool accepted)
    {
        await using var world = await World.StartAsync(w => w.WithoutWaiting().WithIssuer(i => i.Keys.Answer(200, Padded(Keys(i.Key), size))));
        await ExpectAsync(world, accepted, "is larger than 1 MiB");
    }

    [Theory]
    [InlineData(MiB, true)]
    [InlineData(MiB + 1, false)]
    public async Task A_discovery_document_may_be_a_mebibyte(int size, bool accepted)
    {
        await using var world = await World.StartAsync(w => w.WithoutWaiting().WithIssuer(
            i => i.Discovery.Answer(200, Padded($"{{\"issuer\":\"{i.Issuer}\",\"jwks_uri\":\"{i.Issuer}/keys\"}}", size))));
        await ExpectAsync(world, accepted, "is larger than 1 MiB");
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public async Task Three_redirects_are_followed(int redirects, bool accepted)
    {
        var chain = Enumerable.Range(0, redirects).Select(_ => new TestIssuer()).ToArray();
        foreach (var stage in chain) await stage.ComeUpAsync();
        await using var world = await World.StartAsync(w => w.WithoutWaiting().WithIssuer(issuer =>
        {
            foreach (var (from, to) in chain.Prepend(issuer).Zip(chain)) from.Keys.Redirect(to.Issuer + "/keys");
        }));
        await ExpectAsync(world, accepted, "more than 3 redirects");
        Assert.Equal(accepted, chain[^1].Keys.Fetches > 0);
        foreach (var stage in chain) await stage.DisposeAsync();
    }

    [Fact]
    public async Task A_redirect_from_https_to_http_is_not_followed()
    {
        string? elsewhere = null;
        await using var world = await OverHttpsAsync(
            context =>
            {
                context.Response.Redirect(elsewhere!);
                return Task.CompletedTask;
            },
            issuer => elsewhere = issuer.Issuer + "/keys");
        await ExpectAsync(world.World, accepted: false, "redirects from https to plain http");
        Assert.Equal(0, world.World.Issuer.Keys.Fetches);
    }

    [Fact]
    public async Task Keys_over_https_from_a_trusted_certificate_are_taken()
    {
        await using var world = await OverHttpsAsync(context => context.Response.WriteAsync(Keys(SigningKey.Shared(1))));
        await ExpectAsync(world.World, accepted: true, "");
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(64, false)]
    public async Task What_is_compressed_counts_as_it_is_unpacked(int times64KiB, bool accepted)
    {
        await using var world = await OverHttpsAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(Encoding.ASCII.GetBytes(Padded(Keys(SigningKey.Shared(1)), times64KiB * 64 * 1024)));
        });
        await ExpectAsync(world.World, accepted, "is larger than 1 MiB");
    }

    private static async Task ExpectAsync(World world, bool accepted, string otherwise)
    {
        if (accepted)
        {
            await world.UntilReadyAsync();
            Expect.Passed(await world.CallWithToken("GET", "/system/functions").SendAsync(), world);
            return;
        }

        await Eventually.TrueAsync(() => world.Log.Text.Contains(otherwise, StringComparison.Ordinal), "the log tells why there are no keys");
        Expect.Refused(await world.CallWithToken("GET", "/system/functions").SendAsync(), 503, "keys_unavailable");
        Expect.NothingForwarded(world);
    }

    private static async Task<HttpsWorld> OverHttpsAsync(RequestDelegate answer, Action<TestIssuer>? prepare = null)
    {
        var certificate = DocumentServer.NewCertificate();
        var trusted = new SettingsFile(certificate.ExportCertificatePem());
        var server = await DocumentServer.StartAsync(certificate, answer);
        var world = await World.StartAsync(w => w.WithoutWaiting().Set("jwks_url", server.Address + "/keys").Set("idp_ca_file", trusted.Path).WithIssuer(prepare ?? (_ => { })));
        return new(world, server, certificate, trusted);
    }

    private sealed record HttpsWorld(World World, DocumentServer Server, X509Certificate2 Certificate, SettingsFile Trusted) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await World.DisposeAsync();
            await Server.DisposeAsync();
            Certificate.Dispose();
            Trusted.Dispose();
        }
    }

    private static string Keys(SigningKey key) => $"{{\"keys\":[{key.ToJwk().ToJsonString()}]}}";

    /// <summary>The same object with one more member, so long that it is of this size.</summary>
    private static string Padded(string json, int size)
    {
        const string Member = ",\"pad\":\"\"}";
        return $"{json[..^1]},\"pad\":\"{new string('x', size - (json.Length - 1) - Member.Length)}\"}}";
    }
}
