using FederatedGateway.Admission;

namespace FederatedGateway.Tests.Admission;

/// <summary>What is a signed JWT in compact form, and what the others are.</summary>
public sealed class CompactJwsTests
{
    [Fact]
    public void Three_parts_are_decoded_and_the_first_two_are_what_was_signed()
    {
        Assert.True(CompactJws.TryParse("YQ.Yg.ZGVm", out var jws, out var refusal));
        Assert.Equal(DenialReason.None, refusal);
        Assert.Equal("a"u8, jws!.Header);
        Assert.Equal("b"u8, jws.Payload);
        Assert.Equal("def"u8, jws.Signature);
        Assert.Equal("YQ.Yg"u8, jws.SigningInput);
    }

    [Fact]
    public void A_signature_may_be_empty_here_and_fails_later() => Assert.True(CompactJws.TryParse("YQ.YmM.", out _, out _));

    [Theory]
    [InlineData("opaque", nameof(DenialReason.TokenOpaque))]
    [InlineData("YQ.YmM", nameof(DenialReason.TokenMalformed))]
    [InlineData("YQ.YmM.ZGVm.YQ", nameof(DenialReason.TokenMalformed))]
    [InlineData("YQ.YmM.ZGVm.YQ.YQ", nameof(DenialReason.TokenEncrypted))]
    [InlineData("YQ.YmM.ZGVm.YQ.YQ.YQ", nameof(DenialReason.TokenMalformed))]
    [InlineData(".YmM.ZGVm", nameof(DenialReason.TokenMalformed))]
    [InlineData("YQ..ZGVm", nameof(DenialReason.TokenMalformed))]
    [InlineData("YR.YmM.ZGVm", nameof(DenialReason.TokenMalformed))]
    [InlineData("YQ.Ym=.ZGVm", nameof(DenialReason.TokenMalformed))]
    [InlineData("YQ.YmM.ZGV ", nameof(DenialReason.TokenMalformed))]
    public void Anything_else_is_refused_by_what_it_is(string compact, string expected)
    {
        Assert.False(CompactJws.TryParse(compact, out var jws, out var refusal));
        Assert.Null(jws);
        Assert.Equal(expected, refusal.ToString());
    }
}
