using System.Text.Json.Nodes;
using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>Tokens made to pass without the issuer's key, or to be read in two ways.</summary>
public sealed class ForgedTokens(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private static readonly Dictionary<string, (Func<TokenForge, string> Make, string[] Reasons)> Cases = new()
    {
        ["one bit of the signature changed"] = (f => f.Keycloak().WithOneBitOfTheSignatureChanged(), ["signature_invalid"]),
        ["signed by somebody else under our kid"] = (f => f.Keycloak().ForgedWith(SigningKey.Shared(3)).Compact(), ["signature_invalid"]),
        ["no signature"] = (f => f.Keycloak().Signature("").Compact(), []),
        ["alg none"] = (f => f.Keycloak().SetHeader("alg", "none").Signature("").Compact(), []),
        ["alg none with a signature"] = (f => f.Keycloak().SetHeader("alg", "none").Signature("AAAA").Compact(), ["algorithm_refused"]),
        ["alg nOnE with a signature"] = (f => f.Keycloak().SetHeader("alg", "nOnE").Signature("AAAA").Compact(), ["algorithm_refused"]),
        ["alg rs256 in lower case"] = (f => f.Keycloak().SetHeader("alg", "rs256").Signature("AAAA").Compact(), ["algorithm_refused"]),
        ["HS256 with the public key as the secret"] = (f => f.Keycloak().Using("HS256").Compact(), ["algorithm_refused"]),
        ["ES384, which is opt-in"] = (f => f.Keycloak().SetHeader("alg", "ES384").Signature("AAAA").Compact(), ["algorithm_refused"]),
        ["EdDSA"] = (f => f.Keycloak().SetHeader("alg", "EdDSA").Signature("AAAA").Compact(), ["algorithm_refused"]),
        ["no alg"] = (f => f.Keycloak().RemoveHeader("alg").Compact(), []),
        ["alg as a number"] = (f => f.Keycloak().SetHeader("alg", 256).Signature("AAAA").Compact(), []),
        ["PS256 with a key published for RS256"] = (f => f.Keycloak().Using("PS256").Compact(), []),
        ["ES256 with the kid of an RSA key"] = (f => f.Keycloak().SetHeader("alg", "ES256").Signature(new string('A', 86)).Compact(), []),
        ["an unknown kid"] = (f => f.Keycloak().SetHeader("kid", "unknown").Compact(), ["key_unknown"]),
        ["the kid in another case"] = (f => f.Keycloak().SetHeader("kid", "KEY-1").Compact(), ["key_unknown"]),
        ["a kid that is a path"] = (f => f.Keycloak().SetHeader("kid", "../../../dev/null").Compact(), ["key_unknown"]),
        ["a kid that is a number"] = (f => f.Keycloak().SetHeader("kid", 1).Compact(), []),
        ["a critical extension"] = (f => f.Keycloak().SetHeader("crit", new JsonArray("bork")).SetHeader("bork", 1).Compact(), []),
        ["an empty crit"] = (f => f.Keycloak().SetHeader("crit", new JsonArray()).Compact(), []),
        ["b64 false"] = (f => f.Keycloak().SetHeader("b64", false).Compact(), []),
        ["b64 false, said to be critical"] = (f => f.Keycloak().SetHeader("crit", new JsonArray("b64")).SetHeader("b64", false).Compact(), []),
        ["jwk in the header"] = (f => f.Keycloak().SetHeader("jwk", SigningKey.Shared(3).ToJwk()).ForgedWith(SigningKey.Shared(3)).Compact(), []),
        ["jwk in an otherwise good header"] = (f => f.Keycloak().SetHeader("jwk", SigningKey.Shared(1).ToJwk()).Compact(), []),
        ["x5c in an otherwise good header"] = (f => f.Keycloak().SetHeader("x5c", new JsonArray("AAAA")).Compact(), []),
        ["aud twice"] = (f => f.Keycloak().AppendToPayload($"\"aud\":\"{WorldPlan.Audience}\"").Compact(), []),
        ["aud twice, once escaped"] = (f => f.Keycloak().AppendToPayload($"\"\\u0061ud\":\"{WorldPlan.Audience}\"").Compact(), []),
        ["exp twice"] = (f => f.Keycloak().AppendToPayload($"\"exp\":{TokenForge.Now + 900}").Compact(), []),
        ["alg twice"] = (f => f.Keycloak().AppendToHeader("\"alg\":\"RS256\"").Signature("AAAA").Compact(), []),
        ["bytes after the payload"] = (f => f.Keycloak().RawPayload(p => p + "x").Compact(), ["token_malformed"]),
        ["a byte order mark before the payload"] = (f => f.Keycloak().RawPayload(p => "\ufeff" + p).Compact(), ["token_malformed"]),
        ["a payload that is an array"] = (f => f.Keycloak().RawPayload(p => $"[{p}]").Compact(), ["token_malformed"]),
        ["a lone surrogate"] = (f => f.Keycloak().AppendToPayload("\"x\":\"\\ud800\"").RawPayload(p => p.Replace("\"azp\":\"", "\"azp\":\"\\ud800", StringComparison.Ordinal)).Compact(), []),
        ["nesting without end"] = (f => f.Keycloak().AppendToPayload($"\"x\":{new string('[', 2000)}{new string(']', 2000)}").Compact(), []),
        ["two segments"] = (f => f.Keycloak().Compact()[..f.Keycloak().Compact().LastIndexOf('.')], ["token_malformed"]),
        ["four segments"] = (f => f.Keycloak().Compact() + ".AAAA", ["token_malformed"]),
        ["five segments, a JWE"] = (f => f.Keycloak().Compact() + ".AAAA.AAAA", []),
        ["an opaque token"] = (_ => "0123456789abcdef", ["token_malformed"]),
        ["dots"] = (_ => "..", ["token_malformed"]),
        ["padding"] = (f => f.Keycloak().Compact() + "==", []),
        ["the standard alphabet"] = (f => f.Keycloak().Signature(new string('A', 340) + "+/").Compact(), []),
        ["a tail that is not canonical"] = (f => NotCanonical(f.Keycloak().Compact()), []),
    };

    private readonly World _world = shared.Fresh();

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_forged_or_ambiguous_token_is_refused(string name)
    {
        var (make, reasons) = Cases[name];
        Expect.TokenRefused(await _world.Call("GET", "/system/functions").Bearer(make(_world.Forge)).SendAsync(), reasons);
        Expect.NothingForwarded(_world);
    }

    [Theory]
    [InlineData("jku")]
    [InlineData("x5u")]
    public async Task No_address_from_a_token_is_ever_called(string header)
    {
        var bait = _world.Issuer.Issuer + "/bait";
        var token = _world.Token().SetHeader(header, bait);
        Expect.TokenRefused(await _world.Call("GET", "/system/functions").Bearer(token).SendAsync());
        Expect.TokenRefused(await _world.Call("GET", "/system/functions").Bearer(token.Set("iss", bait)).SendAsync());
        Assert.Equal(0, _world.Issuer.Strays);
    }

    [Fact]
    public async Task A_token_longer_than_16_KiB_is_refused()
    {
        var token = _world.Token().Set("padding", new string('x', 13_000));
        var answer = await _world.Call("GET", "/system/functions").Bearer(token).SendAsync();
        Assert.True(answer.Status is 401 or 431, answer.ToString());
        Expect.NothingForwarded(_world);
    }

    // A 256 byte signature leaves four unused bits in its last character.
    private static string NotCanonical(string token) => token[..^1] + token[^1] switch
    {
        'A' => 'B',
        'Q' => 'R',
        'g' => 'h',
        _ => 'x',
    };
}
