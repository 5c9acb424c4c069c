using System.Text.Json.Nodes;
using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>The settings that trust less than the issuer does; each is shown to refuse and to admit.</summary>
public sealed class NarrowerTrust
{
    private static readonly Dictionary<string, (string Value, Func<Token, Token> Good, Func<Token, Token> Bad)> Environment = new()
    {
        ["allowed_clients"] = ("one,two", t => t.Set("azp", "two").Set("client_id", "two"), t => t.Set("azp", "Two").Set("client_id", "Two")),
        ["allowed_subjects"] = ("one,two", t => t.Set("sub", "two"), t => t.Set("sub", "two ")),
        ["required_scopes"] = ("fn.deploy", t => t.Set("scope", "other fn.deploy"), t => t.Set("scope", "fn.deploy.all other")),
    };

    public static TheoryData<string> Names => [.. Environment.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_caller_outside_the_list_is_forbidden(string setting)
    {
        var (value, good, bad) = Environment[setting];
        await using var world = await World.StartAsync(w => w.Set(setting, value));
        Expect.Forbidden(await world.Call("GET", "/system/functions").Bearer(bad(world.Token())).SendAsync());
        Expect.NothingForwarded(world);
        Expect.Passed(await world.Call("GET", "/system/functions").Bearer(good(world.Token())).SendAsync(), world);
    }

    [Fact]
    public async Task Scopes_may_come_as_an_array()
    {
        await using var world = await World.StartAsync(w => w.Set("required_scopes", "fn.deploy"));
        Expect.Passed(await world.Call("GET", "/system/functions").Bearer(world.Forge.Okta()).SendAsync(), world);
    }

    [Fact]
    public async Task A_required_claim_is_compared_exactly()
    {
        using var file = new SettingsFile("{\"required_claims\":{\"/realm_access/team\":\"blue\",\"/env\":[\"test\",\"live\"]}}");
        await using var world = await World.StartAsync(w => w.Set("config_file", file.Path));
        var good = world.Token().Set("realm_access", new JsonObject { ["team"] = "blue" }).Set("env", "live");
        Expect.Passed(await world.Call("GET", "/system/functions").Bearer(good).SendAsync(), world);
        foreach (var bad in new[] { good.Set("env", "LIVE"), good.Remove("env"), good.Remove("realm_access"), good.Set("realm_access", new JsonArray("blue")) })
            Expect.Forbidden(await world.Call("GET", "/system/functions").Bearer(bad).SendAsync());
    }

    [Fact]
    public async Task A_shorter_list_of_algorithms_refuses_the_rest()
    {
        await using var world = await World.StartAsync(w => w.Set("algorithms", "RS512"));
        Expect.TokenRefused(await world.CallWithToken("GET", "/system/functions").SendAsync(), "algorithm_refused");
    }

    [Fact]
    public async Task A_shorter_lifetime_refuses_longer_tokens_and_0_switches_the_limit_off()
    {
        await using var limited = await World.StartAsync(w => w.Set("max_token_lifetime", "60s"));
        Expect.TokenRefused(await limited.CallWithToken("GET", "/system/functions").SendAsync(), "lifetime_too_long");

        await using var unlimited = await World.StartAsync(w => w.Set("max_token_lifetime", "0"));
        var token = unlimited.Token().Set("exp", TokenForge.Now + 315_360_000);
        Expect.Passed(await unlimited.Call("GET", "/system/functions").Bearer(token).SendAsync(), unlimited);
    }

    [Fact]
    public async Task Without_clock_skew_an_expired_token_is_expired()
    {
        await using var world = await World.StartAsync(w => w.Set("clock_skew", "0s"));
        var token = world.Token().Set("iat", TokenForge.Now - 300).Set("exp", TokenForge.Now - 2);
        Expect.TokenRefused(await world.Call("GET", "/system/functions").Bearer(token).SendAsync(), "token_expired");
    }

    [Theory]
    [InlineData("id", true)]
    [InlineData("any", true)]
    [InlineData("access", false)]
    public async Task An_id_token_passes_only_where_it_is_asked_for(string kind, bool passes)
    {
        await using var world = await World.StartAsync(w => w.Set("token_kind", kind));
        var answer = await world.Call("GET", "/system/functions").Bearer(world.Forge.Auth0().Set("nonce", "n")).SendAsync();
        if (passes) Expect.Passed(answer, world);
        else Expect.TokenRefused(answer, "type_refused");
    }
}
