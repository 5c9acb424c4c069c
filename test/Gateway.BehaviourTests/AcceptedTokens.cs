using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>What a list of algorithms or audiences lets through; whole tokens, issuer by issuer, are rows of the vectors.</summary>
public sealed class AcceptedTokens
{
    [Theory]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task Every_algorithm_of_the_default_list_is_accepted(string algorithm)
    {
        var key = algorithm[0] == 'E' ? SigningKey.NewEc("other") : SigningKey.Shared(2) with { Kid = "other", Algorithm = algorithm };
        await using var world = await World.StartAsync(w => w.WithIssuer(i => i.Rotate(key)));
        Expect.Passed(await world.CallWithToken("GET", "/system/functions").SendAsync(), world);
    }

    [Fact]
    public async Task Any_audience_of_the_list_is_accepted()
    {
        await using var world = await World.StartAsync(w => w.Set("audience", "one.example.com,two.example.com").AudienceMode("strict"));
        foreach (var audience in new[] { "one.example.com", "two.example.com" })
            Assert.Equal(200, (await world.Call("GET", "/system/functions").Bearer(world.Token().Set("aud", audience)).SendAsync()).Status);

        Expect.TokenRefused(await world.CallWithToken("GET", "/system/functions").SendAsync(), "audience_mismatch");
    }
}
