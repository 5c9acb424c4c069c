using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FederatedGateway.Admission;

/// <summary>SHA-256 over every character of a token, so that two tokens that differ anywhere never share a verdict.</summary>
internal readonly record struct TokenHash(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>The first 8 hex digits: enough to find a token's lines in a log, far too few to find the token.</summary>
    public string Fingerprint => (A >> 32).ToString("x8");

    public static TokenHash Of(string token)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(token.Length));
        try
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(buffer.AsSpan(0, Encoding.UTF8.GetBytes(token, buffer)), hash);
            return new(Word(hash, 0), Word(hash, 1), Word(hash, 2), Word(hash, 3));
        }
        finally
        {
            // The buffer held a credential; it goes back to a pool that everybody shares.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    public override string ToString() => Fingerprint;

    private static ulong Word(ReadOnlySpan<byte> hash, int index) =>
        BinaryPrimitives.ReadUInt64BigEndian(hash[(index * 8)..]);
}
