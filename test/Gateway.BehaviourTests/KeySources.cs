using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>Keys that are not where the issuer's name says.</summary>
public sealed class KeySources
{
    private const string Elsewhere = "https://idp.example.com/realms/unreachable";

    [Fact]
    public async Task Keys_from_a_file_need_no_issuer_and_are_read_again_when_it_changes()
    {
        using var file = new SettingsFile(KeySet(SigningKey.Shared(1)));
        await using var world = await World.StartAsync(w => w.Set("jwks_file", file.Path).Set("issuer", Elsewhere));
        Expect.Passed(await world.Call("GET", "/system/functions").Bearer(world.Token().Set("iss", Elsewhere)).SendAsync(), world);

        file.Write(KeySet(SigningKey.Shared(2)));
        world.Issuer.Rotate(SigningKey.Shared(2));
        await Eventually.TrueAsync(
            async () => (await world.Call("GET", "/system/functions").Bearer(world.Token().Set("iss", Elsewhere)).SendAsync()).Status == 200, "the file is read again");
        Assert.Equal(0, world.Issuer.Discovery.Fetches);
    }

    [Fact]
    public async Task Keys_from_a_url_need_no_discovery()
    {
        TestIssuer? keys = null;
        await using var world = await World.StartAsync(w => w.Set("issuer", Elsewhere).WithIssuer(i =>
        {
            keys = i;
            w.Set("jwks_url", i.Issuer + "/keys");
        }));
        Expect.Passed(await world.Call("GET", "/system/functions").Bearer(world.Token().Set("iss", Elsewhere)).SendAsync(), world);
        Assert.Equal(0, keys!.Discovery.Fetches);
    }

    [Fact]
    public async Task Discovery_may_be_elsewhere()
    {
        await using var world = await World.StartAsync(w => w.Set("issuer", Elsewhere).WithIssuer(i =>
        {
            w.Set("discovery_url", i.Issuer + "/.well-known/openid-configuration");
            i.Discovery.Answer(200, $"{{\"issuer\":\"{Elsewhere}\",\"jwks_uri\":\"{i.Issuer}/keys\"}}");
        }));
        Expect.Passed(await world.Call("GET", "/system/functions").Bearer(world.Token().Set("iss", Elsewhere)).SendAsync(), world);
    }

    [Fact]
    public async Task A_private_key_in_the_set_is_an_error_in_the_log_and_its_public_half_serves()
    {
        var exposed = SigningKey.Shared(1).ToJwk();
        exposed["d"] = "AQAB";
        await using var world = await World.StartAsync(w => w.WithIssuer(i => i.Keys.Answer(200, $"{{\"keys\":[{exposed.ToJsonString()}]}}")));
        Expect.Passed(await world.CallWithToken("GET", "/system/functions").SendAsync(), world);
        Assert.Contains("publishes the private part of key \"key-1\"", world.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_of_the_address_is_asked_and_never_printed()
    {
        await using var world = await World.StartAsync(w => w.Set("issuer", Elsewhere).WithoutWaiting().WithIssuer(i =>
        {
            w.Set("jwks_url", i.Issuer + "/keys?api_key=TOPSECRET");
            i.Keys.Answer(500, "");
        }));
        await Eventually.TrueAsync(() => world.Log.Text.Contains("/keys answered 500", StringComparison.Ordinal), "the log says what is wrong");
        using var ready = await world.Health.GetAsync("/readyz", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("TOPSECRET", world.Log.Text + await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static string KeySet(SigningKey key) => $"{{\"keys\":[{key.ToJwk().ToJsonString()}]}}";
}
