using System.Text;

namespace FederatedGateway.Admission;

/// <summary>
/// The three parts of a JWS in compact form (RFC 7515 §7.1), decoded strictly: canonical base64url without padding, blanks or
/// line ends. Says what a token is when it is something else.
/// </summary>
internal sealed class CompactJws
{
    private CompactJws(byte[] header, byte[] payload, byte[] signature, byte[] signingInput)
    {
        Header = header;
        Payload = payload;
        Signature = signature;
        SigningInput = signingInput;
    }

    public byte[] Header { get; }

    public byte[] Payload { get; }

    public byte[] Signature { get; }

    /// <summary>The bytes the signature covers: header, dot, payload, as they were sent.</summary>
    public byte[] SigningInput { get; }

    public static bool TryParse(string compact, out CompactJws? jws, out DenialReason refusal)
    {
        jws = null;
        refusal = DenialReason.TokenMalformed;
        switch (compact.AsSpan().Count('.'))
        {
            case 0:
                refusal = DenialReason.TokenOpaque;
                return false;
            case 4:
                refusal = DenialReason.TokenEncrypted;
                return false;
            case not 2:
                return false;
        }

        var first = compact.IndexOf('.');
        var last = compact.LastIndexOf('.');
        if (StrictBase64Url.Decode(compact.AsSpan(0, first)) is not { Length: > 0 } header
            || StrictBase64Url.Decode(compact.AsSpan(first + 1, last - first - 1)) is not { Length: > 0 } payload
            || StrictBase64Url.Decode(compact.AsSpan(last + 1)) is not { } signature)
            return false;

        jws = new CompactJws(header, payload, signature, Encoding.ASCII.GetBytes(compact, 0, last));
        refusal = DenialReason.None;
        return true;
    }
}
