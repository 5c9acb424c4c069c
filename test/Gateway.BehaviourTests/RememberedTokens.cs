using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>A verdict may be remembered for the whole token and for its lifetime, and for nothing else.</summary>
public sealed class RememberedTokens
{
    [Fact]
    public async Task A_remembered_token_expires_like_any_other()
    {
        await using var world = await World.StartAsync(w => w.Set("clock_skew", "0s"));
        var token = world.Token().Set("exp", TokenForge.Now + 3).Compact();
        Assert.Equal(200, (await world.Call("GET", "/system/functions").Bearer(token).SendAsync()).Status);
        await Eventually.TrueAsync(
            async () => await world.Call("GET", "/system/functions").Bearer(token).SendAsync() is { Status: 401, Reason: "token_expired" }, "the token expires");
    }

    [Fact]
    public async Task A_remembered_token_lends_nothing_to_one_that_only_resembles_it()
    {
        await using var world = await World.StartAsync();
        var token = world.Token();
        Assert.Equal(200, (await world.Call("GET", "/system/functions").Bearer(token).SendAsync()).Status);
        Expect.TokenRefused(await world.Call("GET", "/system/functions").Bearer(token.WithOneBitOfTheSignatureChanged()).SendAsync(), "signature_invalid");
        Expect.TokenRefused(await world.Call("GET", "/system/functions").Bearer(token.ForgedWith(SigningKey.Shared(3))).SendAsync(), "signature_invalid");
    }

    [Fact]
    public async Task A_refused_token_is_refused_again()
    {
        await using var world = await World.StartAsync();
        var token = world.Token().WithOneBitOfTheSignatureChanged();
        for (var i = 0; i < 3; i++) Expect.TokenRefused(await world.Call("GET", "/system/functions").Bearer(token).SendAsync(), "signature_invalid");
        Expect.NothingForwarded(world);
    }
}
