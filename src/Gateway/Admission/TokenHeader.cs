namespace FederatedGateway.Admission;

/// <summary>
/// The JOSE header of a token (RFC 7515 §4), reduced to what the gateway acts on. A header that asks for anything else, above all for
/// key material of its own choosing, is refused.
/// </summary>
internal sealed record TokenHeader(SignatureAlgorithm Algorithm, string? KeyId, bool IsAccessTokenTyped)
{
    private const int MaxDepth = 8;
    private const int MaxKeyIdLength = 512;

    // RFC 7515 §4.1.2, §4.1.3, §4.1.5, §4.1.6, §4.1.11 and RFC 7797: keys come from the issuer alone, and no extension is understood.
    private static readonly string[] RefusedMembers = ["jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc"];

    public static bool TryRead(byte[] utf8, IReadOnlyList<string> accepted, out TokenHeader? header, out DenialReason refusal)
    {
        header = null;
        refusal = DenialReason.TokenMalformed;
        using var document = StrictJson.ParseObject(utf8, MaxDepth);
        if (document is null)
            return false;

        var root = document.RootElement;
        if (Array.Exists(RefusedMembers, member => root.TryGetProperty(member, out _)))
        {
            refusal = DenialReason.HeaderRefused;
            return false;
        }

        string? keyId = null;
        if (root.TryGetProperty("kid", out var kid))
        {
            if (!StrictJson.TryString(kid, out keyId) || keyId.Length > MaxKeyIdLength)
                return false;
        }

        // Media types are case-insensitive (RFC 7515 §4.1.9); any other kind of JWT is another protocol's (RFC 8725 §3.12).
        var type = "JWT";
        // What is no string reads as empty, which is no kind of ours.
        if (root.TryGetProperty("typ", out var typ))
            _ = StrictJson.TryString(typ, out type);
        var isAccessToken = type.Equals("at+jwt", StringComparison.OrdinalIgnoreCase) || type.Equals("application/at+jwt", StringComparison.OrdinalIgnoreCase);
        if (!isAccessToken && !type.Equals("JWT", StringComparison.OrdinalIgnoreCase))
        {
            refusal = DenialReason.TypeRefused;
            return false;
        }

        refusal = DenialReason.AlgorithmRefused;
        if (!root.TryGetProperty("alg", out var alg) || !StrictJson.TryString(alg, out var name)
            || !accepted.Contains(name, StringComparer.Ordinal) || SignatureAlgorithm.Find(name) is not { } algorithm)
            return false;

        header = new(algorithm, keyId, isAccessToken);
        refusal = DenialReason.None;
        return true;
    }
}
