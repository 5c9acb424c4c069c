using FederatedGateway.Testing;
using static FederatedGateway.Vectors.Row;

namespace FederatedGateway.Vectors.Tables;

/// <summary>Three parts of canonical base64url around strict JSON, or no token at all.</summary>
public static class TokenStructure
{
    private static readonly Outcome Malformed = Refused("token_malformed");

    public static Table Table { get; } = new("Structure",
    [
        Of("V001", "RS256, aud is our audience", Accepted, f => f.Keycloak().Set("aud", WorldPlan.Audience)),
        OfText("V002/J20", "two segments", Malformed, f => Parts(f)[0] + "." + Parts(f)[1]),
        OfText("V003/J20", "four segments", Malformed, f => f.Keycloak().Compact() + ".AAAA"),
        OfText("V004/J20", "five segments, as of a JWE", Malformed.Saying("encrypted"), f => f.Keycloak().Compact() + ".AAAA.AAAA"),
        Of("V005", "an opaque token", Malformed.Saying("opaque"), [.. new[]
        {
            "glpat-20charactersxxxxxx", "ory_at_aVeryLongOpaqueValue", "0f5a2b0e9e4d4c0a8d2f", "v2-opaque_0123456789",
        }.Select(opaque => Trial.Of(opaque, _ => opaque))]),
        Of("V006", "nothing behind the scheme", Malformed, [.. new[] { "Bearer", "Bearer ", "Bearer    " }.Select(value =>
            Trial.Of(value, world => world.Call("GET", "/system/functions").Header($"Authorization: {value}")))]),
        Of("V007/J20", "padding behind the signature", Malformed, Compact("=", t => t + "="), Compact("==", t => t + "==")),
        Of("V008/J20", "the standard alphabet", Malformed, Compact("+", t => WithInside(t, '+')), Compact("/", t => WithInside(t, '/'))),
        Of("V009/J20 inside", "a blank or a tab inside", Malformed,
            Compact("a blank before the first dot", t => Insert(t, t.IndexOf('.', StringComparison.Ordinal), " ")),
            Compact("a blank inside the payload", t => Insert(t, t.IndexOf('.', StringComparison.Ordinal) + 5, " ")),
            Compact("a tab before the last dot", t => Insert(t, t.LastIndexOf('.'), "\t"))),
        new Vector("V009/J20 folded", "a line end inside or behind, which is a folded header", Outcome.Refused(400, ""),
            Compact("behind", t => t + "\r\n "),
            Compact("inside", t => Insert(t, t.Length / 2, "\r\n "))),
        OfText("V010/J20", "a last character that says the same bits twice", Malformed, f => NotCanonical(f.Keycloak().Compact())),
        Of("V011", "a token of 17 KiB", Malformed, f => f.Keycloak().Set("filler", new string('x', 17 * 1024 * 3 / 4)))
            .Noting("The server takes a header of 32 KiB; the limit of 16 KiB for a token is the gateway's, so the answer is 401 and not 431."),
        Of("V012", "the payload is a JSON array", Malformed, f => f.Keycloak().RawPayload(p => $"[{p}]")),
        Of("V013/J19", "bytes behind the payload", Malformed, Each(["x", "{}", "\0", "]", ","], (f, junk) => f.Keycloak().RawPayload(p => p + junk))),
        Of("V014/J19", "a byte order mark before the payload", Malformed, f => f.Keycloak().RawPayload(p => "\ufeff" + p)),
        Of("V015/J19", "bytes that are no UTF-8", Malformed,
            Each([0xFF, 0xC0, 0x80, 0xED], (f, odd) => f.Keycloak().Set("note", "@").RawPayloadBytes(bytes => [.. bytes.Select(b => b == (byte)'@' ? (byte)odd : b)]))),
        Of("V016/J19", "half a character in azp", Malformed, f => f.Keycloak().Remove("azp").AppendToPayload("\"azp\":\"\\ud800\"")),
        Of("V017", "200 arrays in one another", Malformed, f => f.Keycloak().AppendToPayload($"\"deep\":{new string('[', 200)}{new string(']', 200)}")),
        Of("V018", "a comment in the header", Malformed, f => f.Keycloak().RawHeader(h => h.Replace("{", "{/* */", StringComparison.Ordinal)).SignedAs("RS256")),
        Of("V019/J19", "aud twice, wrong and right, in both orders", Malformed,
            Trial.Of("right last", f => f.Keycloak().Set("aud", "elsewhere").AppendToPayload($"\"aud\":\"{WorldPlan.Audience}\"")),
            Trial.Of("right first", f => f.Keycloak().AppendToPayload("\"aud\":\"elsewhere\""))),
        Of("V020/J19", "iss twice, evil and right, in both orders", Malformed,
            Trial.Of("right last", f => f.Keycloak().AppendToPayload("\"iss\":\"" + f.Issuer + "\"")),
            Trial.Of("right first", f => f.Keycloak().AppendToPayload("\"iss\":\"https://evil.example.com\""))),
        Of("V021/J19", "aud twice, once by an escape", Malformed, f => f.Keycloak().AppendToPayload($"\"\\u0061ud\":\"{WorldPlan.Audience}\"")),
        Of("V022/J19", "alg twice in the header", Malformed, Each(["RS256", "none", "HS256"], (f, alg) => f.Keycloak().AppendToHeader($"\"alg\":\"{alg}\"").SignedAs("RS256"))),
    ]);

    private static string[] Parts(TokenForge forge) => forge.Keycloak().Compact().Split('.');

    private static Trial Compact(string name, Func<string, string> change) => Trial.Of(name, f => change(f.Keycloak().Compact()));

    private static string Insert(string text, int at, string what) => text.Insert(at, what);

    private static string WithInside(string text, char other) => text[..^20] + other + text[^19..];

    // 256 bytes of signature leave four bits of the last character unused.
    private static string NotCanonical(string compact)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return compact[..^1] + Alphabet[Alphabet.IndexOf(compact[^1], StringComparison.Ordinal) + 1];
    }
}
