using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace FederatedGateway.Admission;

/// <summary>
/// One public key of the issuer, bound to the algorithms it may verify (RFC 8725 §3.1). The arithmetic is the platform's; its key
/// objects are not documented as safe for concurrent use, so each call takes one of its own.
/// </summary>
internal sealed class VerificationKey
{
    private readonly ConcurrentBag<AsymmetricAlgorithm> _idle = [];
    private readonly Func<AsymmetricAlgorithm> _create;
    private readonly string? _curve;
    private readonly string? _onlyAlgorithm;

    private VerificationKey(string keyType, string? id, string? onlyAlgorithm, string? curve, byte[] thumbprint, Func<AsymmetricAlgorithm> create)
    {
        KeyType = keyType;
        Id = id;
        Thumbprint = thumbprint;
        _onlyAlgorithm = onlyAlgorithm;
        _curve = curve;
        _create = create;
        // Off-curve points, a public exponent of 1 and the like fail here, when the set is read, not when a token comes.
        _idle.Add(create());
    }

    public string KeyType { get; }

    public string? Id { get; }

    /// <summary>Changes whenever anything about the key changes that a verdict could depend on.</summary>
    public byte[] Thumbprint { get; }

    public static VerificationKey Rsa(string? id, string? onlyAlgorithm, RSAParameters parameters) =>
        new("RSA", id, onlyAlgorithm, null, Digest(id, onlyAlgorithm, "RSA", parameters.Modulus!, parameters.Exponent!), () => RSA.Create(parameters));

    public static VerificationKey Ecdsa(string? id, string? onlyAlgorithm, string curve, ECParameters parameters) =>
        new("EC", id, onlyAlgorithm, curve, Digest(id, onlyAlgorithm, curve, parameters.Q.X!, parameters.Q.Y!), () => ECDsa.Create(parameters));

    public bool Fits(SignatureAlgorithm algorithm) =>
        algorithm.KeyType == KeyType && algorithm.Curve == _curve && (_onlyAlgorithm is null || _onlyAlgorithm == algorithm.Name);

    public bool Verifies(SignatureAlgorithm algorithm, byte[] data, byte[] signature)
    {
        if (!_idle.TryTake(out var key))
            key = _create();
        try
        {
            return key switch
            {
                RSA rsa => rsa.VerifyData(data, signature, algorithm.Hash, algorithm.Padding!),
                // R and S of fixed length (RFC 7518 §3.4); DER is another format of the same numbers and is refused.
                ECDsa ecdsa => signature.Length == algorithm.EcdsaLength
                    && ecdsa.VerifyData(data, signature, algorithm.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
                _ => false,
            };
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            _idle.Add(key);
        }
    }

    public bool HasSamePublicKeyAs(AsymmetricAlgorithm? other)
    {
        using var own = _create();
        return other is not null && own.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(other.ExportSubjectPublicKeyInfo());
    }

    private static byte[] Digest(string? id, string? onlyAlgorithm, string kind, byte[] first, byte[] second)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(System.Text.Encoding.UTF8.GetBytes($"{kind}\n{id}\n{onlyAlgorithm}\n{first.Length}\n"));
        digest.AppendData(first);
        digest.AppendData(second);
        return digest.GetHashAndReset();
    }
}
