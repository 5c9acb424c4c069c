using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FederatedGateway.Admission;

/// <summary>One public key of the issuer, bound to the algorithms it may verify (RFC 8725 §3.1).</summary>
internal sealed class VerificationKey
{
    private readonly ISignatureVerifier _verifier;
    private readonly string? _curve;
    private readonly string? _onlyAlgorithm;

    private VerificationKey(string keyType, string? id, string? onlyAlgorithm, string? curve, byte[] thumbprint, ISignatureVerifier verifier)
    {
        KeyType = keyType;
        Id = id;
        Thumbprint = thumbprint;
        _onlyAlgorithm = onlyAlgorithm;
        _curve = curve;
        _verifier = verifier;
    }

    public string KeyType { get; }

    public string? Id { get; }

    /// <summary>Changes whenever anything about the key changes that a verdict could depend on.</summary>
    public byte[] Thumbprint { get; }

    /// <summary>Throws <see cref="CryptographicException"/> for a key that is none, such as a point off its curve.</summary>
    public static VerificationKey Rsa(string? id, string? onlyAlgorithm, RSAParameters parameters) =>
        new("RSA", id, onlyAlgorithm, null, Digest(id, onlyAlgorithm, "RSA", parameters.Modulus!, parameters.Exponent!), new PlatformVerifier(() => RSA.Create(parameters)));

    /// <inheritdoc cref="Rsa"/>
    public static VerificationKey Ecdsa(string? id, string? onlyAlgorithm, string curve, ECParameters parameters) =>
        new("EC", id, onlyAlgorithm, curve, Digest(id, onlyAlgorithm, curve, parameters.Q.X!, parameters.Q.Y!), new PlatformVerifier(() => ECDsa.Create(parameters)));

    /// <inheritdoc cref="Rsa"/>
    public static VerificationKey EdDsa(string? id, string? onlyAlgorithm, byte[] publicKey) =>
        new("OKP", id, onlyAlgorithm, Ed25519Verifier.Curve, Digest(id, onlyAlgorithm, Ed25519Verifier.Curve, publicKey, []), new Ed25519Verifier(publicKey));

    public bool Fits(SignatureAlgorithm algorithm) =>
        algorithm.KeyType == KeyType && algorithm.Curve == _curve && (_onlyAlgorithm is null || _onlyAlgorithm == algorithm.Name);

    /// <summary>Whether the signature is this key's. Signatures have one length per algorithm, where it has one (RFC 7518 §3.4): DER is another format of the same numbers.</summary>
    public bool Verifies(SignatureAlgorithm algorithm, byte[] data, byte[] signature) =>
        Fits(algorithm) && (algorithm.SignatureLength == 0 || signature.Length == algorithm.SignatureLength) && _verifier.Verifies(algorithm, data, signature);

    public bool IsKeyOf(X509Certificate2 certificate) => _verifier.IsKeyOf(certificate);

    private static byte[] Digest(string? id, string? onlyAlgorithm, string kind, byte[] first, byte[] second)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(System.Text.Encoding.UTF8.GetBytes($"{kind}\n{id}\n{onlyAlgorithm}\n{first.Length}\n"));
        digest.AppendData(first);
        digest.AppendData(second);
        return digest.GetHashAndReset();
    }
}
