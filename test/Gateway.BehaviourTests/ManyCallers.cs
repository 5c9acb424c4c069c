using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>A thousand callers, one set of keys, and no schedule that would renew it for them.</summary>
public sealed class ManyCallers
{
    private const int Thousand = 1000;

    [Fact]
    public async Task A_thousand_callers_with_a_new_key_all_pass_for_one_fetch()
    {
        await using var world = await StartAsync();
        var before = world.Issuer.Keys.Fetches;
        world.Issuer.Rotate(SigningKey.NewEc("new"));
        var answers = await Task.WhenAll(Many(Thousand, () => world.CallWithToken("GET", "/system/functions")));

        Assert.All(answers, answer => Assert.True(answer.Status == 200, answer.ToString()));
        Assert.Equal(before + 1, world.Issuer.Keys.Fetches);
    }

    [Fact]
    public async Task A_thousand_junk_key_ids_keep_no_new_key_out()
    {
        await using var world = await StartAsync();
        var before = world.Issuer.Keys.Fetches;
        var junk = Many(Thousand, () => Junk(world)).ToArray();
        await Eventually.TrueAsync(() => world.Issuer.Keys.Fetches > before, "junk makes the gateway ask");
        world.Issuer.Rotate(SigningKey.NewEc("new"));
        var first = await world.CallWithToken("GET", "/system/functions").SendAsync();

        Assert.True(first.Status == 200, first.ToString());
        Assert.All(await Task.WhenAll(junk), answer => Expect.TokenRefused(answer, "key_unknown"));
    }

    [Fact]
    public async Task Junk_key_ids_without_end_cost_five_fetches_in_ten_seconds()
    {
        await using var world = await StartAsync();
        var (start, before) = (TimeProvider.System.GetTimestamp(), world.Issuer.Keys.Fetches);
        while (Elapsed() < TimeSpan.FromSeconds(5))
            Assert.All(await Task.WhenAll(Many(20, () => Junk(world))), answer => Expect.TokenRefused(answer, "key_unknown"));

        // However slow the machine, that is what it may cost.
        Assert.InRange(world.Issuer.Keys.Fetches - before, 1, 5 * (int)Math.Ceiling(Elapsed() / TimeSpan.FromSeconds(10)));

        TimeSpan Elapsed() => TimeProvider.System.GetElapsedTime(start);
    }

    [Fact]
    public async Task A_remembered_token_dies_with_its_key_when_another_caller_brings_the_new_one()
    {
        await using var world = await StartAsync();
        var remembered = world.Token().Compact();
        for (var i = 0; i < 2; i++) Assert.Equal(200, (await world.Call("GET", "/system/functions").Bearer(remembered).SendAsync()).Status);

        world.Issuer.Rotate(SigningKey.NewEc("new"));
        Assert.Equal(200, (await world.CallWithToken("GET", "/system/functions").SendAsync()).Status);
        Expect.TokenRefused(await world.Call("GET", "/system/functions").Bearer(remembered).SendAsync(), "key_unknown");
    }

    [Fact]
    public async Task An_issuer_that_hangs_costs_one_fetch_however_many_need_it_and_holds_up_nobody_else()
    {
        await using var world = await StartAsync();
        var before = world.Issuer.Keys.Fetches;
        world.Issuer.Keys.Hold();
        var first = Junk(world).SendAsync();
        await Eventually.TrueAsync(() => world.Issuer.Keys.Fetches > before, "the gateway asks its issuer");
        var others = Many(50, () => Junk(world)).ToArray();
        var known = await Task.WhenAll(Many(50, () => world.CallWithToken("GET", "/system/functions")));
        Assert.All(known, answer => Assert.True(answer.Status == 200, answer.ToString()));
        Assert.DoesNotContain(others.Append(first), waiting => waiting.IsCompleted);

        Assert.All(await Task.WhenAll(others.Append(first)), answer => Expect.Refused(answer, 503, "keys_unavailable"));
        Assert.Equal(before + 1, world.Issuer.Keys.Fetches);
    }

    private static Task<World> StartAsync() => World.StartAsync(w => w.Set("jwks_refresh_interval", "10m").WithIssuer(i => i.Rotate(SigningKey.NewEc("first"))));

    private static WireRequest Junk(World world) => world.Call("GET", "/system/functions").Bearer(world.Token().SetHeader("kid", Guid.NewGuid().ToString()));

    private static IEnumerable<Task<RawResponse>> Many(int count, Func<WireRequest> request) => Enumerable.Range(0, count).Select(_ => request().SendAsync());
}
