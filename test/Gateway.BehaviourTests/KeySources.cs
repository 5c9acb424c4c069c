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

    private static string KeySet(SigningKey key) => $"{{\"keys\":[{key.ToJwk().ToJsonString()}]}}";
}
