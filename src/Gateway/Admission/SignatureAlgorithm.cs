using System.Security.Cryptography;

namespace FederatedGateway.Admission;

/// <summary>
/// The JWS algorithms the gateway can check (RFC 7518 §3.1, RFC 9864 §2.2), all asymmetric. <c>none</c> and HMAC have no entry, so no setting can
/// let them in.
/// </summary>
internal sealed record SignatureAlgorithm(string Name, string KeyType, HashAlgorithmName Hash, RSASignaturePadding? Padding, string? Curve, int SignatureLength)
{
    private static readonly SignatureAlgorithm[] All =
    [
        Rsa("RS256", HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), Rsa("RS384", HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        Rsa("RS512", HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1), Rsa("PS256", HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        Rsa("PS384", HashAlgorithmName.SHA384, RSASignaturePadding.Pss), Rsa("PS512", HashAlgorithmName.SHA512, RSASignaturePadding.Pss),
        Ecdsa("ES256", HashAlgorithmName.SHA256, "P-256", 64), Ecdsa("ES384", HashAlgorithmName.SHA384, "P-384", 96),
        Ecdsa("ES512", HashAlgorithmName.SHA512, "P-521", 132),
        // One algorithm under its old name and its new one; a key that names one is for that name alone.
        Ed("EdDSA"), Ed("Ed25519"),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(algorithm => algorithm.Name)];

    /// <summary>ES384 and ES512 cost 0.9 ms a check, thirty times RS256, and Ed25519 is not the platform's, so they are opt-in.</summary>
    public static IReadOnlyList<string> Default { get; } = [.. Names.Where(name => name is not ("ES384" or "ES512" or "EdDSA" or "Ed25519"))];

    /// <summary>Names are case-sensitive (RFC 7515 §4.1.1).</summary>
    public static SignatureAlgorithm? Find(string name) => Array.Find(All, algorithm => algorithm.Name == name);

    private static SignatureAlgorithm Rsa(string name, HashAlgorithmName hash, RSASignaturePadding padding) => new(name, "RSA", hash, padding, null, 0);

    private static SignatureAlgorithm Ecdsa(string name, HashAlgorithmName hash, string curve, int length) => new(name, "EC", hash, null, curve, length);

    private static SignatureAlgorithm Ed(string name) => new(name, "OKP", default, null, Ed25519Verifier.Curve, 64);
}
