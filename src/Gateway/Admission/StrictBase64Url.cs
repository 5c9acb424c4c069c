using System.Buffers;
using System.Buffers.Text;

namespace FederatedGateway.Admission;

/// <summary>Base64url as RFC 7515 §2 has it: without padding, blanks or line ends, and canonical. One text for each value, so nothing has two.</summary>
internal static class StrictBase64Url
{
    // The platform's decoder accepts '=', blanks and line ends (measured on .NET 10), so the alphabet is checked before it is called.
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyExcept(Alphabet))
            return null;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        // Non-canonical trailing bits are refused by the decoder (measured); a remainder of one character never decodes.
        return Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done ? bytes[..written] : null;
    }
}
