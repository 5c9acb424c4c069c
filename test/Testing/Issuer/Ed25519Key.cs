using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace FederatedGateway.Testing;

/// <summary>An Ed25519 private key, which the platform has no type for.</summary>
public sealed class Ed25519Key : AsymmetricAlgorithm
{
    private readonly byte[] _private = RandomNumberGenerator.GetBytes(Ed25519.SecretKeySize);

    public byte[] PublicKey
    {
        get
        {
            var key = new byte[Ed25519.PublicKeySize];
            Ed25519.GeneratePublicKey(_private, 0, key, 0);
            return key;
        }
    }

    public byte[] Sign(byte[] input)
    {
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(_private, 0, input, 0, input.Length, signature, 0);
        return signature;
    }
}
