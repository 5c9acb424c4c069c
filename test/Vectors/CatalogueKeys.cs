using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FederatedGateway.Testing;

namespace FederatedGateway.Vectors;

/// <summary>
/// The key set most rows are tried against: what Keycloak publishes and what no verifier may be led astray by. Beside <see cref="Signing"/>
/// stand a key for encryption, one for PS256, an EC key, one of a curve without algorithm, an OKP key and a published secret.
/// </summary>
public static class CatalogueKeys
{
    /// <summary>The issuer's own; it signs whatever a row does not sign otherwise.</summary>
    public static SigningKey Signing => SigningKey.Shared(1);

    public static SigningKey Encryption { get; } = SigningKey.Shared(2) with { Kid = "enc1" };

    public static SigningKey Pss { get; } = SigningKey.Shared(3) with { Kid = "ps1", Algorithm = "PS256" };

    public static SigningKey Ec { get; } = SigningKey.NewEc("e1");

    public static SigningKey P384 { get; } = SigningKey.NewEc("e384", "ES384");

    public static SigningKey P521 { get; } = SigningKey.NewEc("e521", "ES512");

    /// <summary>What an attacker would sign with: nothing of it is published.</summary>
    public static SigningKey Foreign => SigningKey.Shared(4);

    public static byte[] PublishedSecret { get; } = Encoding.ASCII.GetBytes("a-secret-that-everybody-can-read");

    public static string Document() => Set(
        Signing.ToJwk(),
        Jwk(Encryption, ("use", "enc"), ("alg", "RSA-OAEP")),
        Pss.ToJwk(),
        Ec.ToJwk(),
        Jwk(P384, ("alg", null)),
        P521.ToJwk(),
        new JsonObject { ["kty"] = "OKP", ["kid"] = "ed1", ["use"] = "sig", ["alg"] = "EdDSA", ["crv"] = "Ed25519", ["x"] = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" },
        new JsonObject { ["kty"] = "oct", ["kid"] = "oct1", ["use"] = "sig", ["alg"] = "HS256", ["k"] = System.Buffers.Text.Base64Url.EncodeToString(PublishedSecret) });

    public static string Set(params JsonNode?[] keys) => new JsonObject { ["keys"] = new JsonArray(keys) }.ToJsonString();

    /// <summary>The public half with members changed; null takes one away.</summary>
    public static JsonObject Jwk(SigningKey key, params (string Member, JsonNode? Value)[] changes)
    {
        var jwk = key.ToJwk();
        foreach (var (member, value) in changes)
        {
            if (value is null) jwk.Remove(member);
            else jwk[member] = value;
        }

        return jwk;
    }

    public static byte[] Mac(byte[] secret, byte[] input) => HMACSHA256.HashData(secret, input);
}
