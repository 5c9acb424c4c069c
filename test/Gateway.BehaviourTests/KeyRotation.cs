using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>New keys, lost keys, and tokens that try to make the gateway ask for keys.</summary>
public sealed class KeyRotation
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_rotation_costs_no_failed_request(bool overlap)
    {
        await using var world = await World.StartAsync();
        Expect.Passed(await world.CallWithToken("GET", "/system/functions").SendAsync(), world);
        world.Upstream.Forget();
        world.Issuer.Rotate(SigningKey.Shared(2), overlap);
        Expect.Passed(await world.CallWithToken("GET", "/system/functions").SendAsync(), world);
    }

    [Fact]
    public async Task Two_rotations_in_a_row_cost_none_either()
    {
        await using var world = await World.StartAsync();
        foreach (var number in new[] { 2, 3 })
        {
            world.Upstream.Forget();
            world.Issuer.Rotate(SigningKey.Shared(number));
            Expect.Passed(await world.CallWithToken("GET", "/system/functions").SendAsync(), world);
        }
    }

    [Fact]
    public async Task Many_callers_share_one_refresh()
    {
        await using var world = await World.StartAsync();
        var before = world.Issuer.Keys.Fetches;
        world.Issuer.Rotate(SigningKey.Shared(2));
        world.Issuer.Keys.Hold();
        var calls = Enumerable.Range(0, 50).Select(_ => world.CallWithToken("GET", "/system/functions").SendAsync()).ToArray();
        await Eventually.TrueAsync(() => world.Issuer.Keys.Fetches > before, "a refresh begins");
        world.Issuer.Keys.Release();

        Assert.All(await Task.WhenAll(calls), answer => Assert.Equal(200, answer.Status));
        Assert.Equal(before + 1, world.Issuer.Keys.Fetches);
    }

    [Fact]
    public async Task Junk_key_ids_cause_few_fetches_and_starve_no_rotation()
    {
        await using var world = await World.StartAsync();
        var before = world.Issuer.Keys.Fetches;
        var junk = Enumerable.Range(0, 100).Select(i => world.Call("GET", "/system/functions").Bearer(world.Token().SetHeader("kid", $"junk-{i}")).SendAsync());
        Assert.All(await Task.WhenAll(junk), answer => Expect.TokenRefused(answer, "key_unknown"));

        // At most 5 in 10 s; a slow machine may need more than one such interval for a hundred requests.
        Assert.InRange(world.Issuer.Keys.Fetches - before, 1, 10);
        world.Issuer.Rotate(SigningKey.Shared(2));
        await Eventually.TrueAsync(async () => (await world.CallWithToken("GET", "/system/functions").SendAsync()).Status == 200, "the rotation gets through");
    }

    [Fact]
    public async Task Only_a_token_that_is_otherwise_right_may_ask_for_a_refresh()
    {
        await using var world = await World.StartAsync();
        var before = world.Issuer.Keys.Fetches;
        var unknown = world.Token().SetHeader("kid", "unknown");
        foreach (var token in new[]
        {
            unknown.Set("iss", "https://evil.example.com"), unknown.Set("aud", "elsewhere"), unknown.Set("exp", TokenForge.Now - 60),
            unknown.Set("nbf", TokenForge.Now + 90), unknown.SetHeader("typ", "logout+jwt"),
        })
        {
            Expect.TokenRefused(await world.Call("GET", "/system/functions").Bearer(token).SendAsync());
        }

        Assert.Equal(before, world.Issuer.Keys.Fetches);
    }

    [Theory]
    [InlineData(500, "oops")]
    [InlineData(200, "<html></html>")]
    [InlineData(200, "{\"keys\":[]}")]
    [InlineData(200, "{\"keys\":null}")]
    [InlineData(200, "{}")]
    [InlineData(200, "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"x\"}]}")]
    public async Task A_failed_refresh_never_replaces_good_keys(int status, string body)
    {
        await using var world = await World.StartAsync();
        var before = world.Issuer.Keys.Fetches;
        world.Issuer.Keys.Answer(status, body);
        // Whether the key exists could not be asked, so the token is not called wrong.
        var answer = await world.Call("GET", "/system/functions").Bearer(world.Token().SetHeader("kid", "unknown")).SendAsync();
        Expect.Refused(answer, 503, "keys_unavailable");
        Assert.True(world.Issuer.Keys.Fetches > before);
        Expect.Passed(await world.CallWithToken("GET", "/system/functions").SendAsync(), world);
    }

    [Theory]
    [InlineData("http://[::bad")]
    [InlineData("//a:999999/")]
    [InlineData("ftp://127.0.0.1/keys")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:secret@127.0.0.1/keys")]
    public async Task An_odd_redirect_is_a_failed_refresh_and_no_more(string location)
    {
        await using var world = await World.StartAsync(w => w.Set("jwks_refresh_interval", "1s"));
        world.Issuer.Keys.Redirect(location);
        await OutlivesFailuresAsync(world);
        Assert.DoesNotContain("secret@", world.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"keys\":[{\"kty\":\"oct\",\"kid\":\"0123456789012345678901234567890123456789012345678901234567890ab\ud83d\ude00\"}]}")]
    [InlineData("{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"\ud800\"}]}")]
    [InlineData("{\"keys\":[{\"kty\":\"RSA\",\"x5c\":[\"AAAA\"],\"n\":\"AQAB\",\"e\":\"\"}]}")]
    public async Task An_odd_key_set_is_a_failed_refresh_and_no_more(string body)
    {
        await using var world = await World.StartAsync(w => w.Set("jwks_refresh_interval", "1s"));
        world.Issuer.Keys.Answer(200, body);
        await OutlivesFailuresAsync(world);
    }

    [Fact]
    public async Task An_issuer_that_hangs_delays_one_request_for_a_bounded_time_and_others_not_at_all()
    {
        await using var world = await World.StartAsync();
        world.Issuer.Keys.Hold();
        var waiting = world.Call("GET", "/system/functions").Bearer(world.Token().SetHeader("kid", "unknown")).SendAsync();
        Expect.Passed(await world.CallWithToken("GET", "/system/functions").SendAsync(), world);
        Expect.Refused(await waiting, (await waiting).Status == 503 ? 503 : 401);
    }

    [Fact]
    public async Task A_key_removed_at_the_issuer_stops_being_accepted()
    {
        await using var world = await World.StartAsync(w => w.Set("jwks_refresh_interval", "1s"));
        var token = world.Token();
        Assert.Equal(200, (await world.Call("GET", "/system/functions").Bearer(token).SendAsync()).Status);
        world.Issuer.Rotate(SigningKey.Shared(2));
        await Eventually.TrueAsync(
            async () => await world.Call("GET", "/system/functions").Bearer(token).SendAsync() is { Status: 401, Reason: "key_unknown" },
            "a remembered token dies with its key");
    }

    [Fact]
    public async Task Keys_serve_an_outage_until_they_are_too_stale()
    {
        await using var world = await World.StartAsync(w => w.Set("jwks_refresh_interval", "1s").Set("jwks_max_stale", "3s"));
        await world.Issuer.GoDownAsync();
        Expect.Passed(await world.CallWithToken("GET", "/system/functions").SendAsync(), world);
        await Eventually.TrueAsync(
            async () => await world.CallWithToken("GET", "/system/functions").SendAsync() is { Status: 503, Reason: "keys_unavailable" } answer
                && answer.Head.Has("Retry-After"),
            "stale keys stop serving");

        await world.Issuer.ComeUpAsync();
        await Eventually.TrueAsync(async () => (await world.CallWithToken("GET", "/system/functions").SendAsync()).Status == 200, "the issuer is back");
    }

    [Fact]
    public async Task The_same_key_id_with_another_key_behind_it_is_noticed()
    {
        await using var world = await World.StartAsync(w => w.Set("jwks_refresh_interval", "1s"));
        world.Issuer.Rotate(SigningKey.Shared(2) with { Kid = world.Issuer.Key.Kid });
        await Eventually.TrueAsync(async () => (await world.CallWithToken("GET", "/system/functions").SendAsync()).Status == 200, "the new key is in use");
    }

    private static async Task OutlivesFailuresAsync(World world)
    {
        var before = world.Issuer.Keys.Fetches;
        await Eventually.TrueAsync(() => world.Issuer.Keys.Fetches > before + 1, "it is tried again after the failure");
        Expect.Passed(await world.CallWithToken("GET", "/system/functions").SendAsync(), world);
    }
}
