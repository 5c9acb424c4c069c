using System.Text;
using FederatedGateway.Admission;
using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.Tests.Admission;

/// <summary>Which keys of a set may verify a token, and which keys are in it at all.</summary>
public sealed class KeySetTests
{
    private static readonly SigningKey Rsa = SigningKey.Shared(1);
    private static readonly SigningKey Ec = SigningKey.NewEc("e1");

    [Theory]
    [InlineData("RS256", "key-1", nameof(DenialReason.None))]
    [InlineData("RS512", "key-1", nameof(DenialReason.AlgorithmRefused))]
    [InlineData("ES256", "key-1", nameof(DenialReason.AlgorithmRefused))]
    [InlineData("RS256", "KEY-1", nameof(DenialReason.KeyUnknown))]
    [InlineData("RS256", "", nameof(DenialReason.KeyUnknown))]
    [InlineData("RS256", null, nameof(DenialReason.None))]
    [InlineData("ES256", null, nameof(DenialReason.None))]
    [InlineData("RS512", null, nameof(DenialReason.KeyUnknown))]
    [InlineData("ES512", null, nameof(DenialReason.KeyUnknown))]
    public void A_key_is_chosen_by_id_and_algorithm(string algorithm, string? id, string refusal)
    {
        var candidates = Parse(Rsa.ToJwk().ToJsonString(), Ec.ToJwk().ToJsonString())!.Candidates(Header(algorithm, id), out var seen);
        Assert.Equal((refusal, refusal == nameof(DenialReason.None) ? 1 : 0), (seen.ToString(), candidates.Count));
    }

    [Fact]
    public void Without_an_id_two_that_fit_are_one_too_many()
    {
        var candidates = Parse(Rsa.ToJwk().ToJsonString(), SigningKey.Shared(2).ToJwk().ToJsonString())!.Candidates(Header("RS256", null), out var refusal);
        Assert.Equal((DenialReason.KeyAmbiguous, 0), (refusal, candidates.Count));
    }

    [Theory]
    [InlineData(0x80, true)]
    [InlineData(0x7f, false)]
    [InlineData(0x01, false)]
    public void An_rsa_key_has_2048_bits_not_256_bytes(int first, bool usable)
    {
        var modulus = new byte[256];
        (modulus[0], modulus[255]) = ((byte)first, 1);
        var set = Parse($$"""{"kty":"RSA","kid":"k","n":"{{System.Buffers.Text.Base64Url.EncodeToString(modulus)}}","e":"AQAB"}""");
        Assert.Equal(usable, set is not null);
    }

    [Fact]
    public void Two_sets_of_the_same_keys_are_the_same_and_any_other_word_makes_another()
    {
        var jwk = Rsa.ToJwk();
        var set = Parse(jwk.ToJsonString())!;
        Assert.True(set.SameKeysAs(Parse(jwk.ToJsonString())!));
        foreach (var (name, value) in new[] { ("kid", "other"), ("alg", "PS256"), ("d", "AQAB") })
        {
            var changed = jwk.DeepClone().AsObject();
            changed[name] = value;
            Assert.False(set.SameKeysAs(Parse(changed.ToJsonString())!), name);
        }
    }

    private static TokenHeader Header(string algorithm, string? id) => new(SignatureAlgorithm.Find(algorithm)!, id, IsAccessTokenTyped: false);

    private static KeySet? Parse(params string[] entries) => JsonWebKeys.Parse(Encoding.UTF8.GetBytes($$"""{"keys":[{{string.Join(',', entries)}}]}"""), out _, out _);
}
