using FederatedGateway.Testing;
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_redirect_from_https_goes_to_https_only(bool secure)
    {
        using var authority = new CertificateAuthority();
        using var trusted = new SettingsFile(authority.BundlePem);
        using var certificate = authority.IssueCertificate();
        await using var elsewhere = new TestIssuer { Certificate = secure ? certificate : null };
        await elsewhere.ComeUpAsync();
        await using var world = await World.StartAsync(w => w.WithoutWaiting().Set("idp_ca_file", trusted.Path).WithIssuer(issuer =>
        {
            issuer.Certificate = certificate;
            issuer.Keys.Redirect(elsewhere.Issuer + "/keys");
        }));
        await ExpectAsync(world, accepted: secure, "redirects from https to plain http");
        Assert.Equal(secure, elsewhere.Keys.Fetches > 0);
    }

    [Theory]
    [InlineData(MiB, true)]
    [InlineData(MiB + 1, false)]
    public async Task What_is_compressed_counts_as_it_is_unpacked(int size, bool accepted)
    {
        await using var world = await World.StartAsync(w => w.WithoutWaiting().WithIssuer(i => i.Keys.AnswerCompressed(Padded(Keys(i.Key), size))));
        await ExpectAsync(world, accepted, "is larger than 1 MiB");
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

    private static string Keys(SigningKey key) => $"{{\"keys\":[{key.ToJwk().ToJsonString()}]}}";

    /// <summary>The same object with one more member, so long that it is of this size.</summary>
    private static string Padded(string json, int size)
    {
        const string Member = ",\"pad\":\"\"}";
        return $"{json[..^1]},\"pad\":\"{new string('x', size - (json.Length - 1) - Member.Length)}\"}}";
    }
}
