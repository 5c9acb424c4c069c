using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FederatedGateway.Admission;

/// <summary>One public key of the issuer, bound to the algorithms it may verify (RFC 8725 §3.1).</summary>
internal sealed class VerificationKey
{
    private readonly ISignatureVerifier _verifier;
    private readonly string? _curve;
    private readonly KeyTerms _terms;

    private VerificationKey(string keyType, string? curve, KeyTerms terms, byte[] first, byte[] second, ISignatureVerifier verifier)
    {
        KeyType = keyType;
        Thumbprint = Digest($"{curve ?? keyType}\n{terms.Id}\n{terms.OnlyAlgorithm}\n{terms.IsExposed}\n{first.Length}\n", first, second);
        (_curve, _terms, _verifier) = (curve, terms, verifier);
    }

    public string KeyType { get; }

    public string? Id => _terms.Id;

    /// <summary>The issuer publishes the private part as well: anybody can sign with it.</summary>
    public bool IsExposed => _terms.IsExposed;

    /// <summary>Changes whenever anything about the key changes that a verdict could depend on.</summary>
    public byte[] Thumbprint { get; }

    /// <summary>Throws <see cref="CryptographicException"/> for a key that is none, such as a point off its curve.</summary>
    public static VerificationKey Rsa(KeyTerms terms, RSAParameters parameters) =>
        new("RSA", null, terms, parameters.Modulus!, parameters.Exponent!, new PlatformVerifier(() => RSA.Create(parameters)));

    /// <inheritdoc cref="Rsa"/>
    public static VerificationKey Ecdsa(KeyTerms terms, string curve, ECParameters parameters) =>
        new("EC", curve, terms, parameters.Q.X!, parameters.Q.Y!, new PlatformVerifier(() => ECDsa.Create(parameters)));

    /// <inheritdoc cref="Rsa"/>
    public static VerificationKey EdDsa(KeyTerms terms, byte[] publicKey) =>
        new("OKP", Ed25519Verifier.Curve, terms, publicKey, [], new Ed25519Verifier(publicKey));

    public bool Fits(SignatureAlgorithm algorithm) =>
        algorithm.KeyType == KeyType && algorithm.Curve == _curve && (_terms.OnlyAlgorithm is null || _terms.OnlyAlgorithm == algorithm.Name);

    /// <summary>Whether the signature is this key's. Signatures have one length per algorithm, where it has one (RFC 7518 §3.4): DER is another format of the same numbers.</summary>
    public bool Verifies(SignatureAlgorithm algorithm, byte[] data, byte[] signature) =>
        Fits(algorithm) && (algorithm.SignatureLength == 0 || signature.Length == algorithm.SignatureLength) && _verifier.Verifies(algorithm, data, signature);

    public bool IsKeyOf(X509Certificate2 certificate) => _verifier.IsKeyOf(certificate);

    private static byte[] Digest(string terms, byte[] first, byte[] second)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(System.Text.Encoding.UTF8.GetBytes(terms));
        digest.AppendData(first);
        digest.AppendData(second);
        return digest.GetHashAndReset();
    }
}
