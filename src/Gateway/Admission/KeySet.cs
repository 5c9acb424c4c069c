using System.Security.Cryptography;

namespace FederatedGateway.Admission;

/// <summary>
/// The keys of the issuer at one time: immutable. The generation tells one set from the next, so that nothing decided with
/// the keys of yesterday counts today.
/// </summary>
internal sealed class KeySet(IReadOnlyList<VerificationKey> keys, long generation)
{
    private readonly byte[] _thumbprint = Digest(keys);

    public int Count => keys.Count;

    /// <summary>The ids of the keys that anybody can sign with, because the issuer publishes their private part.</summary>
    public IEnumerable<string?> Exposed => keys.Where(key => key.IsExposed).Select(key => key.Id);

    public long Generation => generation;

    public bool SameKeysAs(KeySet other) => _thumbprint.AsSpan().SequenceEqual(other._thumbprint);

    public KeySet WithGeneration(long next) => new(keys, next);

    /// <summary>
    /// The keys that may verify this header, or the reason why none may. Without a <c>kid</c> there must be exactly one: trying all
    /// would let any key of the set speak for any other.
    /// </summary>
    public IReadOnlyList<VerificationKey> Candidates(TokenHeader header, out DenialReason refusal)
    {
        var named = keys.Where(key => header.KeyId is null || key.Id == header.KeyId).ToArray();
        var fitting = named.Where(key => key.Fits(header.Algorithm)).ToArray();
        refusal = (header.KeyId, named.Length, fitting.Length) switch
        {
            (not null, 0, _) or (null, _, 0) => DenialReason.KeyUnknown,
            (not null, _, 0) => DenialReason.AlgorithmRefused,
            (null, _, > 1) => DenialReason.KeyAmbiguous,
            _ => DenialReason.None,
        };
        return refusal == DenialReason.None ? fitting : [];
    }

    private static byte[] Digest(IReadOnlyList<VerificationKey> keys)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var key in keys)
            digest.AppendData(key.Thumbprint);
        return digest.GetHashAndReset();
    }
}
