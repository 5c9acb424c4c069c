using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace FederatedGateway.Testing;

/// <summary>A private key with the identity under which its public half is published.</summary>
public sealed record SigningKey
{
    private static readonly Lazy<SigningKey>[] Pool =
        [.. Enumerable.Range(1, 4).Select(n => new Lazy<SigningKey>(() => NewRsa($"key-{n}")))];

    public required string Kid { get; init; }

    /// <summary>The algorithm of the tokens it signs, unless a token says otherwise.</summary>
    public required string Algorithm { get; init; }

    public required AsymmetricAlgorithm Material { get; init; }

    /// <summary>RSA keys are slow to make, so tests share a few; <paramref name="number"/> is 1 to 4.</summary>
    public static SigningKey Shared(int number) => Pool[number - 1].Value;

    public static SigningKey NewRsa(string kid, int bits = 2048) => new() { Kid = kid, Algorithm = "RS256", Material = RSA.Create(bits) };

    public static SigningKey NewEc(string kid, string algorithm = "ES256") => new()
    {
        Kid = kid,
        Algorithm = algorithm,
        Material = ECDsa.Create(algorithm switch
        {
            "ES384" => ECCurve.NamedCurves.nistP384,
            "ES512" => ECCurve.NamedCurves.nistP521,
            _ => ECCurve.NamedCurves.nistP256,
        }),
    };

    /// <param name="algorithm"><c>EdDSA</c> or <c>Ed25519</c>: one signature under two names.</param>
    public static SigningKey NewEd25519(string kid, string algorithm = "EdDSA") => new() { Kid = kid, Algorithm = algorithm, Material = new Ed25519Key() };

    /// <summary>Signs with a JWS algorithm that fits the material; <c>HS*</c> takes the public key as the secret, as attackers do.</summary>
    public byte[] Sign(string algorithm, byte[] input)
    {
        if (Material is Ed25519Key edwards) return edwards.Sign(input);
        var hash = new HashAlgorithmName($"SHA{algorithm[2..]}");
        return (algorithm[..2], Material) switch
        {
            ("RS", RSA rsa) => rsa.SignData(input, hash, RSASignaturePadding.Pkcs1),
            ("PS", RSA rsa) => rsa.SignData(input, hash, RSASignaturePadding.Pss),
            ("ES", ECDsa ecdsa) => ecdsa.SignData(input, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
            ("HS", RSA rsa) => HMACSHA256.HashData(System.Text.Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()), input),
            _ => throw new ArgumentException($"{algorithm} does not fit this key.", nameof(algorithm)),
        };
    }

    /// <summary>The public half as an issuer publishes it.</summary>
    public JsonObject ToJwk()
    {
        var jwk = new JsonObject { ["kid"] = Kid, ["use"] = "sig", ["alg"] = Algorithm };
        if (Material is RSA rsa)
        {
            var key = rsa.ExportParameters(includePrivateParameters: false);
            (jwk["kty"], jwk["n"], jwk["e"]) = ("RSA", Base64Url.EncodeToString(key.Modulus), Base64Url.EncodeToString(key.Exponent));
        }
        else if (Material is ECDsa ecdsa)
        {
            var key = ecdsa.ExportParameters(includePrivateParameters: false);
            (jwk["kty"], jwk["crv"]) = ("EC", $"P-{ecdsa.KeySize}");
            (jwk["x"], jwk["y"]) = (Base64Url.EncodeToString(key.Q.X), Base64Url.EncodeToString(key.Q.Y));
        }
        else if (Material is Ed25519Key edwards)
        {
            (jwk["kty"], jwk["crv"], jwk["x"]) = ("OKP", "Ed25519", Base64Url.EncodeToString(edwards.PublicKey));
        }

        return jwk;
    }
}
