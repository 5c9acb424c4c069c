using System.Security.Cryptography.X509Certificates;

namespace FederatedGateway.Admission;

/// <summary>The arithmetic behind a public key: never ours. Safe for concurrent use; a signature that is none is false, not an exception.</summary>
internal interface ISignatureVerifier
{
    public bool Verifies(SignatureAlgorithm algorithm, byte[] data, byte[] signature);

    /// <summary>Whether the certificate holds this very key.</summary>
    public bool IsKeyOf(X509Certificate2 certificate);
}
