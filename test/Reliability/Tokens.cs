using System.Buffers.Text;
using System.Security.Cryptography;
using FederatedGateway.Testing;

namespace FederatedGateway.Reliability;

/// <summary>Mints what a load sends, each token a new one.</summary>
/// <param name="world">Whose issuer it is.</param>
/// <param name="key">Signs what is valid; the issuer's current key unless told.</param>
internal sealed class Tokens(World world, SigningKey? key = null)
{
    private static readonly SigningKey Stranger = SigningKey.NewEc("stranger");

    public Shot Valid()
    {
        var token = key is null ? world.Token() : world.Token().SetHeader("kid", key.Kid).ForgedWith(key);
        return new(Shot.Valid, token.Compact(), "200", token.Key.Kid);
    }

    public Shot Expired() => Refused("expired", "token_expired", t => t.Set("iat", TokenForge.Now - 600).Set("exp", TokenForge.Now - 300));

    public Shot WrongAudience() => Refused("foreign", "audience_mismatch", t => t.Set("aud", "somebody-else").Set("azp", "somebody-else").Set("client_id", "somebody-else"));

    public Shot WrongSignature() => Refused("forged", "signature_invalid", t => t.ForgedWith(Stranger));

    /// <summary>Right in every claim, of a key nobody knows; the signature costs us nothing and is never reached.</summary>
    public Shot UnknownKey() =>
        Refused("unknown-key", "key_unknown", t => t.SetHeader("kid", $"junk-{Guid.NewGuid()}").Signature(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(64))));

    public static Shot Garbage() => new("garbage", Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(60)), "401 token_malformed", "");

    private Shot Refused(string kind, string reason, Func<Token, Token> spoil)
    {
        var token = world.Token();
        return new(kind, spoil(token).Compact(), $"401 {reason}", token.Key.Kid);
    }
}
