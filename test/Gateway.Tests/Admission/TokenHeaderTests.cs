using System.Text;
using FederatedGateway.Admission;
using Xunit;

namespace FederatedGateway.Tests.Admission;

/// <summary>What may stand in the head of a token, member by member.</summary>
public sealed class TokenHeaderTests
{
    [Theory]
    [InlineData("jku")]
    [InlineData("jwk")]
    [InlineData("x5u")]
    [InlineData("x5c")]
    [InlineData("crit")]
    [InlineData("b64")]
    [InlineData("zip")]
    [InlineData("enc")]
    public void A_member_that_asks_for_more_than_a_signature_is_refused_whatever_it_holds(string member)
    {
        foreach (var value in new[] { "null", "\"\"", "[]", "true", "{}" })
            Assert.Equal(nameof(DenialReason.HeaderRefused), Refusal($$"""{"alg":"RS256","kid":"k","{{member}}":{{value}}}"""));
    }

    [Theory]
    [InlineData(512, nameof(DenialReason.None))]
    [InlineData(513, nameof(DenialReason.TokenMalformed))]
    public void A_key_id_has_a_length_an_issuer_could_give_it(int length, string refusal) =>
        Assert.Equal(refusal, Refusal($$"""{"alg":"RS256","kid":"{{new string('k', length)}}"}"""));

    [Theory]
    [InlineData(8, nameof(DenialReason.None))]
    [InlineData(9, nameof(DenialReason.TokenMalformed))]
    public void It_is_no_deeper_than_a_header_ever_is(int depth, string refusal) =>
        Assert.Equal(refusal, Refusal($$"""{"alg":"RS256","kid":"k","x":{{new string('[', depth - 1)}}{{new string(']', depth - 1)}}}"""));

    [Theory]
    [InlineData("RS256", nameof(DenialReason.None))]
    [InlineData("RS512", nameof(DenialReason.AlgorithmRefused))]
    [InlineData("rs256", nameof(DenialReason.AlgorithmRefused))]
    [InlineData("HS256", nameof(DenialReason.AlgorithmRefused))]
    [InlineData("none", nameof(DenialReason.AlgorithmRefused))]
    public void An_algorithm_is_one_that_is_listed_and_that_exists(string algorithm, string refusal) =>
        Assert.Equal(refusal, Refusal($$"""{"alg":"{{algorithm}}","kid":"k"}"""));

    [Fact]
    public void What_it_says_is_what_is_read()
    {
        Assert.True(TokenHeader.TryRead("""{"alg":"ES256","kid":"one","typ":"AT+jwt"}"""u8.ToArray(), ["ES256"], out var header, out var refusal));
        Assert.Equal((DenialReason.None, "ES256", "one", true), (refusal, header!.Algorithm.Name, header.KeyId, header.IsAccessTokenTyped));
        Assert.True(TokenHeader.TryRead("""{"alg":"ES256"}"""u8.ToArray(), ["ES256"], out header, out _));
        Assert.Equal((null, false), (header!.KeyId, header.IsAccessTokenTyped));
    }

    private static string Refusal(string json) =>
        TokenHeader.TryRead(Encoding.UTF8.GetBytes(json), ["RS256", "HS256", "none"], out _, out var refusal) ? nameof(DenialReason.None) : refusal.ToString();
}
