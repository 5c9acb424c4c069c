using System.Buffers.Text;
using System.Text.Json.Nodes;
using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>Ed25519, under its old name and its new one, where it is asked for.</summary>
public sealed class EdwardsCurves
{
    [Theory]
    [InlineData("EdDSA")]
    [InlineData("Ed25519")]
    public async Task A_token_passes_where_the_algorithm_is_listed(string algorithm)
    {
        await using var world = await StartAsync(SigningKey.NewEd25519("ed1", algorithm), "EdDSA,Ed25519");
        Expect.Passed(await world.CallWithToken("GET", "/system/functions").SendAsync(), world);
    }

    [Theory]
    [InlineData("EdDSA", "Ed25519")]
    [InlineData("Ed25519", "EdDSA")]
    public async Task A_key_that_names_one_name_is_not_for_the_other(string key, string header)
    {
        await using var world = await StartAsync(SigningKey.NewEd25519("ed1", key), "EdDSA,Ed25519");
        Expect.TokenRefused(await world.Call("GET", "/system/functions").Bearer(world.Token().Using(header)).SendAsync(), "algorithm_refused");
        Expect.NothingForwarded(world);
    }

    [Fact]
    public async Task It_is_refused_where_it_is_not_listed()
    {
        await using var world = await StartAsync(SigningKey.NewEd25519("ed1"), "RS256");
        Expect.TokenRefused(await world.CallWithToken("GET", "/system/functions").SendAsync(), "algorithm_refused");
        Expect.NothingForwarded(world);
    }

    [Fact]
    public async Task A_signature_that_is_not_the_keys_is_refused()
    {
        await using var world = await StartAsync(SigningKey.NewEd25519("ed1"), "EdDSA");
        var token = world.Token();
        foreach (var signature in new[] { new byte[64], new byte[63], new byte[65], [] })
            Expect.TokenRefused(await world.Call("GET", "/system/functions").Bearer(token.Signature(Base64Url.EncodeToString(signature))).SendAsync());
        Expect.TokenRefused(await world.Call("GET", "/system/functions").Bearer(token.ForgedWith(SigningKey.NewEd25519("ed1"))).SendAsync(), "signature_invalid");
        Expect.NothingForwarded(world);
    }

    [Fact]
    public async Task A_signature_that_another_arithmetic_would_take_for_the_same_is_refused()
    {
        await using var world = await StartAsync(SigningKey.NewEd25519("ed1"), "EdDSA");
        var parts = world.Token().Compact().Split('.');
        // RFC 8032 §5.1.7: S is below the order of the group. S + L is the same number to whoever does not look.
        var signature = Base64Url.DecodeFromChars(parts[2]);
        Add(signature.AsSpan(32), Convert.FromHexString("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010"));
        Expect.TokenRefused(
            await world.Call("GET", "/system/functions").Bearer($"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(signature)}").SendAsync(), "signature_invalid");
        Expect.NothingForwarded(world);
    }

    [Theory]
    [InlineData("AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("_____________________________________________w")]
    [InlineData("AAAA")]
    public async Task A_key_of_small_order_or_of_no_order_is_left_out(string x)
    {
        await using var world = await World.StartAsync(plan => plan.Set("algorithms", "EdDSA,RS256").WithIssuer(issuer =>
        {
            var weak = new JsonObject { ["kty"] = "OKP", ["crv"] = "Ed25519", ["kid"] = "weak", ["x"] = x };
            issuer.Keys.Answer(200, new JsonObject { ["keys"] = new JsonArray(weak, SigningKey.Shared(1).ToJwk()) }.ToJsonString());
        }));
        Expect.Passed(await world.CallWithToken("GET", "/system/functions").SendAsync(), world);
        var forged = world.Token().SetHeader("kid", "weak").SetHeader("alg", "EdDSA").Signature(Base64Url.EncodeToString((byte[])[1, .. new byte[63]]));
        Expect.TokenRefused(await world.Call("GET", "/system/functions").Bearer(forged).SendAsync(), "key_unknown");
        Assert.Contains("left out key \"weak\"", world.Log.Text, StringComparison.Ordinal);
    }

    private static Task<World> StartAsync(SigningKey key, string algorithms) =>
        World.StartAsync(plan => plan.Set("algorithms", algorithms).WithIssuer(issuer => issuer.Rotate(key)));

    private static void Add(Span<byte> number, ReadOnlySpan<byte> other)
    {
        var carry = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var sum = number[i] + other[i] + carry;
            (number[i], carry) = ((byte)sum, sum >> 8);
        }
    }
}
