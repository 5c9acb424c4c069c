using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FederatedGateway.Admission;

/// <summary>
/// RSA and ECDSA by the platform. Its key objects are not documented as safe for concurrent use, so each call takes one of its own.
/// </summary>
internal sealed class PlatformVerifier : ISignatureVerifier
{
    private readonly ConcurrentBag<AsymmetricAlgorithm> _idle = [];
    private readonly Func<AsymmetricAlgorithm> _create;

    public PlatformVerifier(Func<AsymmetricAlgorithm> create)
    {
        _create = create;
        // Off-curve points, a public exponent of 1 and the like fail here, when the set is read, not when a token comes.
        _idle.Add(create());
    }

    public bool Verifies(SignatureAlgorithm algorithm, byte[] data, byte[] signature)
    {
        if (!_idle.TryTake(out var key))
            key = _create();
        try
        {
            return key switch
            {
                RSA rsa => rsa.VerifyData(data, signature, algorithm.Hash, algorithm.Padding!),
                ECDsa ecdsa => ecdsa.VerifyData(data, signature, algorithm.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
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

    public bool IsKeyOf(X509Certificate2 certificate)
    {
        using var own = _create();
        using var rsa = certificate.GetRSAPublicKey();
        using var ecdsa = certificate.GetECDsaPublicKey();
        return ((AsymmetricAlgorithm?)rsa ?? ecdsa) is { } other
            && own.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(other.ExportSubjectPublicKeyInfo());
    }
}
