using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using FederatedGateway.Observability;

namespace FederatedGateway.Admission;

/// <summary>
/// Reads a JWK set (RFC 7517 §5) entry by entry: one that is unknown, malformed, weak or not for signatures is left out with a reason,
/// and never costs the others. Symmetric keys have no place here and are left out like any unknown type.
/// </summary>
internal static class JsonWebKeys
{
    private const int LeastRsaBits = 2048;
    private const int MaxDepth = 8;
    private const int MostKeys = 100;

    /// <summary>Null, with the fault, when the document is no JWK set or holds no usable key: such a one never replaces a good set.</summary>
    public static KeySet? Parse(byte[] utf8, out string? fault, out IReadOnlyList<string> leftOut)
    {
        var skipped = new List<string>();
        leftOut = skipped;
        fault = null;
        using var document = StrictJson.ParseObject(utf8, MaxDepth);
        if (document is null || !document.RootElement.TryGetProperty("keys", out var entries) || entries.ValueKind != JsonValueKind.Array)
        {
            fault = "it is no JSON object with an array \"keys\"";
            return null;
        }

        var keys = new List<VerificationKey>();
        foreach (var entry in entries.EnumerateArray().Take(MostKeys))
        {
            if (TryRead(entry, out var key, out var reason))
                keys.Add(key!);
            else
                skipped.Add(reason);
        }

        if (keys.Count > 0)
            return new(keys, generation: 0);
        fault = $"none of its {entries.GetArrayLength()} keys can verify a signature";
        return null;
    }

    private static bool TryRead(JsonElement entry, out VerificationKey? key, out string reason)
    {
        key = null;
        if (entry.ValueKind != JsonValueKind.Object)
            return Skip("an entry that is no object", out reason);
        if (!StrictJson.TryString(entry, "kid", out var id))
            return Skip("a key whose kid is no string", out reason);
        if (!StrictJson.TryString(entry, "use", out var use) || use is not (null or "sig"))
            return Skip($"key {Quote(id)}: use is not \"sig\"", out reason);
        if (!MayVerify(entry))
            return Skip($"key {Quote(id)}: key_ops has no \"verify\"", out reason);
        if (!StrictJson.TryString(entry, "alg", out var algorithm) || (algorithm is not null && SignatureAlgorithm.Find(algorithm) is null))
            return Skip($"key {Quote(id)}: alg is no signature algorithm of ours", out reason);

        var terms = new KeyTerms(id, algorithm, IsExposed: entry.TryGetProperty("d", out _));
        try
        {
            key = StrictJson.TryString(entry, "kty", out var type) ? type switch
            {
                "RSA" => ReadRsa(entry, terms),
                "EC" => ReadEcdsa(entry, terms),
                "OKP" => ReadEdDsa(entry, terms),
                _ => null,
            } : null;
            reason = $"key {Quote(id)}: kty is neither RSA, nor EC on P-256, P-384 or P-521, nor OKP on Ed25519, or the key is weak or incomplete";
        }
        catch (CryptographicException exception)
        {
            reason = $"key {Quote(id)}: {exception.Message}";
        }

        if (key is not null && !MatchesCertificate(entry, key))
            return Skip($"key {Quote(id)}: x5c holds another key", out reason);
        return key is not null;
    }

    private static VerificationKey? ReadRsa(JsonElement entry, KeyTerms terms)
    {
        // Some issuers write the sign byte of a Java BigInteger.
        var modulus = Bytes(entry, "n").AsSpan().TrimStart((byte)0).ToArray();
        var exponent = Bytes(entry, "e").AsSpan().TrimStart((byte)0).ToArray();
        // RFC 7518 §3.3 asks for 2048 bits; an exponent of 1 makes every signature its own message.
        if (Bits(modulus) < LeastRsaBits || exponent is [1] or [])
            return null;
        return VerificationKey.Rsa(terms, new RSAParameters { Modulus = modulus, Exponent = exponent });
    }

    private static int Bits(byte[] number) => number.Length == 0 ? 0 : (number.Length * 8) - byte.LeadingZeroCount(number[0]);

    private static VerificationKey? ReadEcdsa(JsonElement entry, KeyTerms terms)
    {
        (string Name, ECCurve Curve, int Length)? curve = StrictJson.TryString(entry, "crv", out var name) ? name switch
        {
            "P-256" => (name, ECCurve.NamedCurves.nistP256, 32),
            "P-384" => (name, ECCurve.NamedCurves.nistP384, 48),
            "P-521" => (name, ECCurve.NamedCurves.nistP521, 66),
            _ => null,
        } : null;
        // Coordinates have full length (RFC 7518 §6.2.1.2).
        if (curve is not { } known || Bytes(entry, "x") is not { } x || Bytes(entry, "y") is not { } y || x.Length != known.Length || y.Length != known.Length)
            return null;
        return VerificationKey.Ecdsa(terms, known.Name, new ECParameters { Curve = known.Curve, Q = new ECPoint { X = x, Y = y } });
    }

    private static VerificationKey? ReadEdDsa(JsonElement entry, KeyTerms terms) =>
        StrictJson.TryString(entry, "crv", out var name) && name == Ed25519Verifier.Curve && Bytes(entry, "x") is { } publicKey
            ? VerificationKey.EdDsa(terms, publicKey)
            : null;

    private static bool MayVerify(JsonElement entry) =>
        !entry.TryGetProperty("key_ops", out var operations)
        || (operations.ValueKind == JsonValueKind.Array
            && operations.EnumerateArray().Any(operation => StrictJson.TryString(operation, out var text) && text == "verify"));

    /// <summary>RFC 7517 §4.7: the first certificate's key must be this key. Whether the certificate has expired does not matter; keys are trusted, not PKI.</summary>
    private static bool MatchesCertificate(JsonElement entry, VerificationKey key)
    {
        if (!entry.TryGetProperty("x5c", out var chain))
            return true;
        if (chain.ValueKind != JsonValueKind.Array || chain.GetArrayLength() == 0 || !StrictJson.TryString(chain[0], out var first))
            return false;
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(first));
            return key.IsKeyOf(certificate);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return false;
        }
    }

    private static byte[]? Bytes(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var element) && StrictJson.TryString(element, out var text) ? StrictBase64Url.Decode(text) : null;

    private static bool Skip(string why, out string reason)
    {
        reason = why;
        return false;
    }

    /// <summary>A key id is the issuer's text: cut and escaped before it stands in a message.</summary>
    public static string Quote(string? id) =>
        id is null ? "without kid" : $"\"{PrintableText.Of(id)}\"";
}
