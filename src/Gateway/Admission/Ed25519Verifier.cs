using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace FederatedGateway.Admission;

/// <summary>Ed25519 (RFC 8037 §3.1), which the platform does not have: by the Bouncy Castle library.</summary>
internal sealed class Ed25519Verifier : ISignatureVerifier
{
    public const string Curve = "Ed25519";

    private readonly byte[] _encoded;
    private readonly Ed25519.PublicPoint _key;

    public Ed25519Verifier(byte[] publicKey)
    {
        _encoded = publicKey;
        // The full check: on the curve, and in the subgroup of prime order, so that no signature fits two messages.
        _key = publicKey.Length == Ed25519.PublicKeySize && Ed25519.ValidatePublicKeyFull(publicKey, 0)
            ? Ed25519.ValidatePublicKeyFullExport(publicKey, 0)
            : throw new CryptographicException("it is no point of Ed25519");
    }

    public bool Verifies(SignatureAlgorithm algorithm, byte[] data, byte[] signature) =>
        Ed25519.Verify(signature, 0, _key, data, 0, data.Length);

    public bool IsKeyOf(X509Certificate2 certificate) =>
        certificate.PublicKey.Oid.Value == "1.3.101.112" && certificate.PublicKey.EncodedKeyValue.RawData.AsSpan().SequenceEqual(_encoded);
}
