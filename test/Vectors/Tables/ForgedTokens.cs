using System.Text;
using System.Text.Json.Nodes;
using FederatedGateway.Testing;
using static FederatedGateway.Vectors.Row;

namespace FederatedGateway.Vectors.Tables;

/// <summary>What attackers of JOSE have tried elsewhere, beyond the tables on structure, header and claims.</summary>
public static class ForgedTokens
{
    private const string Ours = WorldPlan.Audience;

    private static readonly Outcome Malformed = Refused("token_malformed");
    private static readonly Outcome TooLarge = Outcome.Of("431 or closed", Upstream.Nothing);
    private static readonly SigningKey Tiny = SigningKey.NewRsa("tiny", bits: 512);

    public static Table Table { get; } = new("ForgedTokens",
    [
        Of("J3 ES256", "ES256 with the kid of an RSA key", RefusedAsForged("algorithm_refused"), f => f.Keycloak().SetHeader("alg", "ES256").ForgedWith(CatalogueKeys.Ec)),
        Of("J1 RS256", "RS256 without a signature, or with a few bytes", RefusedAsForged(), Each(["", "AAAA"], (f, signature) => f.Keycloak().Signature(signature))),
        Of("J4", "ES256 signatures of every wrong length, and of zeros", RefusedAsForged(), Each([0, 1, 63, 65, 128, 4096], (f, length) => Ec(f, new byte[length]))),
        Of("J4 ones", "ES256 signatures of the right length that say nothing", RefusedAsForged(), Each<byte>([0x00, 0xFF, 0x01], (f, filler) => Ec(f, [.. Enumerable.Repeat(filler, 64)]))),
        Of("J4 long", "an ES256 signature of 16 384 bytes", Malformed, f => Ec(f, new byte[16384])),
        Of("J5", "RSA of 512 bits, or with 1 as exponent", RefusedAsUnknown, f => f.Keycloak().SetHeader("kid", Tiny.Kid).ForgedWith(Tiny)).In(
            Scenes.Publishing(i => CatalogueKeys.Set(i.Key.ToJwk(), Tiny.ToJwk())),
            Scenes.Publishing(i => CatalogueKeys.Set(i.Key.ToJwk(), CatalogueKeys.Jwk(CatalogueKeys.Foreign, ("kid", Tiny.Kid), ("e", "AQ"))))),
        Of("J5 log", "a weak key is left out with a word", new Outcome("the log names it and says weak"), Trial.InWorld("log", world =>
            Task.FromResult(new Sighting(world.Log.Lines.Any(line => line.Contains(Tiny.Kid, StringComparison.Ordinal) && line.Contains("weak", StringComparison.Ordinal))
                ? "the log names it and says weak" : "the log says nothing")))).In(Scenes.Publishing(i => CatalogueKeys.Set(i.Key.ToJwk(), Tiny.ToJwk()))),
        Of("J6 sql", "kid a statement", RefusedAsUnknown, EachHeader("kid", "\"' OR 1=1 --\"")).In(Scenes.OneKey.Fresh()),
        Of("J6 type", "kid a number, null, an array", Malformed, EachHeader("kid", "1", "null", "[\"key-1\"]")),
        Of("J6 large", "kid of 64 kB", TooLarge, TooLargeToken("kid", f => f.Keycloak().SetHeader("kid", new string('k', 65536)).Compact())),
        Of("J7 good", "jku, x5u, jwk or x5c in an otherwise good header", Refused("header_refused"),
            [.. Each(["jku", "x5u"], (f, member) => f.Keycloak().SetHeader(member, f.Issuer + "/bait")), Trial.Of("jwk", f => f.Keycloak().SetHeader("jwk", CatalogueKeys.Signing.ToJwk())),
                Trial.Of("x5c", f => f.Keycloak().SetHeader("x5c", new JsonArray("AAAA")))]),
        Of("J8", "iss an address inside", Refused("issuer_mismatch"), Each(
            ["http://169.254.169.254/", "http://127.0.0.1:1/", "http://localhost/", "file:///etc/passwd", "https://evil.example.com"], (f, iss) => f.Keycloak().Set("iss", iss).SetHeader("kid", "unknown"))),
        Of("J8 bait", "iss an address at our own issuer: nobody calls it", Refused("issuer_mismatch"), f => f.Keycloak().Set("iss", f.Issuer + "/bait").SetHeader("kid", "unknown")),
        Of("J12 odd", "aud another type, deep or different in a letter", Refused("audience_mismatch"),
            EachClaim("aud", "1.5", "[[]]", $"[{{\"aud\":\"{Ours}\"}}]", "[]", "\"FED-GW.EXAMPLE.COM\"", "{\"aud\":[]}", "false")).In(Scenes.Strict),
        Of("J12 missing", "aud missing", Refused("audience_mismatch"), f => f.Keycloak().Remove("aud")).In(Scenes.Strict),
        Of("J12 many", "2000 audiences, ours last", Accepted, f => f.Keycloak().Set("aud", Many(2000, Ours))),
        Of("J12 many others", "2000 audiences without ours", Refused("audience_mismatch"), f => f.Keycloak().Set("aud", Many(2000, "other"))),
        Of("J12 too many", "10 000 audiences", TooLarge, TooLargeToken("many", f => f.Keycloak().Set("aud", Many(10000, Ours)).Compact()))
            .Noting("Ten thousand do not fit into the 32 KiB of headers the server reads. It answers 431 and closes; who is still sending may see only the closing."),
        Of("J16 no JSON", "exp NaN, Infinity, with a plus or leading zeros", Malformed, Each(["NaN", "Infinity", "+9999999999", "0x7fffffff", "09999999999"],
            (f, exp) => f.Keycloak().Remove("exp").RawPayload(p => $"{p[..^1]},\"exp\":{exp}}}"))),
        Of("J16 nbf and iat", "nbf or iat of another type", Malformed, Each(["nbf", "iat"], (f, claim) => f.Keycloak().Set(claim, "soon"))),
        Of("J17 four minutes", "exp 4 min ago", Refused("token_expired"), f => f.Keycloak().Set("iat", TokenForge.Now - 600).Set("exp", TokenForge.Now - 240)),
        Of("J17 near", "exp 20 s ago", Accepted, f => f.Keycloak().Set("iat", TokenForge.Now - 600).Set("exp", TokenForge.Now - 20))
            .Noting("20 s instead of 29, so that a slow machine does not decide; a clock that a test moves has no such limit."),
        Of("J18", "a life of 10 years, of a day and a minute", Refused("lifetime_too_long"), Each([315360000, 86460], (f, life) => f.Keycloak().Set("exp", TokenForge.Now + life))),
        Of("J18 no iat", "a life of 10 years without iat", Refused("lifetime_too_long"), f => f.Keycloak().Remove("iat").Set("exp", TokenForge.Now + 315360000)),
        Of("J19 time", "exp twice", Malformed, f => f.Keycloak().AppendToPayload($"\"exp\":{TokenForge.Now + 900}")),
        Of("J19 inside", "a member twice further down", Malformed, f => f.Keycloak().AppendToPayload("\"x\":{\"a\":1,\"a\":2}")),
        Of("J19 encodings", "UTF-7, UTF-16, UTF-32 and Latin-1", Malformed,
            [.. Each([Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32], (f, encoding) => f.Keycloak().RawPayloadBytes(utf8 => encoding.GetBytes(Encoding.UTF8.GetString(utf8)))),
                Trial.Of("UTF-7", f => f.Keycloak().RawPayload(p => "+AHs-" + p[1..])),
                Trial.Of("Latin-1", f => f.Keycloak().Set("note", "@").RawPayloadBytes(utf8 => [.. utf8.Select(b => b == (byte)'@' ? (byte)0xE9 : b)]))]),
        Of("J19 extra", "members that other libraries act on", Accepted, f => f.Keycloak().AppendToPayload("\"__raw_payload\":\"{}\",\"real_payload\":{\"aud\":\"x\"},\"__proto__\":{\"aud\":\"x\"}")),
        Of("J20 dots", "thousands of dots", Malformed, Trial.Of("16 000", _ => new string('.', 16000)), Trial.Of("behind a token", f => f.Keycloak().Compact() + new string('.', 8000))),
        Of("J20 more dots", "a megabyte of dots", TooLarge, TooLargeToken("dots", _ => new string('.', 1 << 20))),
        Of("J21", "31 kB that the server still reads", Malformed, Trial.Of("31 kB", _ => new string('A', 31_000)), Trial.Of("with dots", _ => $"{new string('A', 15000)}.{new string('A', 15000)}.AAAA")),
        Of("J21 larger", "40 kB, and a claim of a megabyte", TooLarge,
            TooLargeToken("40 kB", _ => new string('A', 40_000)), TooLargeToken("claim", f => f.Keycloak().Set("x", new string('x', 1 << 20)).Compact())),
        Of("J21 deep", "thousands of arrays in one another", Malformed,
            Each([1000, 3000], (f, depth) => f.Keycloak().AppendToPayload($"\"deep\":{new string('[', depth)}{new string(']', depth)}"))),
        Of("J21 open", "thousands of arrays or objects that never end", Malformed,
            Each(["[", "{\"a\":"], (f, open) => f.Keycloak().RawPayload(p => $"{p[..^1]},\"deep\":{string.Concat(Enumerable.Repeat(open, 1500))}"))),
        Of("J22", "a JWE of five parts, with an empty key, with a costly one", Malformed.Saying("encrypted"), [.. new[]
        {
            "{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\",\"zip\":\"DEF\"}", "{\"alg\":\"dir\",\"enc\":\"A256GCM\"}", "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2c\":2147483647,\"p2s\":\"AAAA\"}",
        }.Select(header => Trial.Of(header, _ => $"{System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}..AAAA.AAAA.AAAA"))]),
        Of("J22 zip", "zip or enc in the header of a JWS", Refused("header_refused"), Each(["zip", "enc"], (f, member) => f.Keycloak().SetHeader(member, "DEF"))),
        Of("J23", "the JSON serialisations", Refused("token_malformed"),
            Json("flattened", p => $"{{\"payload\":\"{p[1]}\",\"protected\":\"{p[0]}\",\"signature\":\"{p[2]}\"}}", commas: false),
            Json("by itself", p => $"{{\"payload\":\"{p[1]}\"}}", commas: false)),
        Of("J23 commas", "the JSON serialisations with their commas", Outcome.Refused(400, "token_ambiguous"),
            Json("flattened", p => $"{{\"payload\":\"{p[1]}\",\"protected\":\"{p[0]}\",\"signature\":\"{p[2]}\"}}", commas: true),
            Json("general", p => $"{{\"payload\":\"{p[1]}\",\"signatures\":[{{\"protected\":\"{p[0]}\",\"signature\":\"{p[2]}\"}}]}}", commas: true))
            .Noting("A comma separates credentials, so what holds one is more than one credential: 400."),
        Of("J24 client", "azp not on the list, missing, of another type, or beside a second client", Forbidden("client_not_allowed"),
            Trial.Of("other", f => f.Keycloak().Set("azp", "other").Remove("client_id")), Trial.Of("missing", f => f.Keycloak().Remove("azp").Remove("client_id")),
            Trial.Of("array", f => f.Keycloak().Set("azp", new JsonArray(Ours)).Remove("client_id")), Trial.Of("second", f => f.Keycloak().Set("client_id", "other"))).In(Scenes.Compat.With("allowed_clients", Ours)),
        Of("J24 subject", "sub empty, blank, missing or different in a letter", Forbidden("subject_not_allowed"),
            [.. Each(["", " ", "fedctl ", "FEDCTL"], (f, sub) => f.Keycloak().Set("sub", sub)), Trial.Of("missing", f => f.Keycloak().Remove("sub"))]).In(Scenes.Compat.With("allowed_subjects", "fedctl")),
        Of("J24 allowed", "the subject on the list", Accepted, f => f.Keycloak().Set("sub", "fedctl")).In(Scenes.Compat.With("allowed_subjects", "fedctl")),
    ]);

    private static Token Ec(TokenForge forge, byte[] signature) =>
        forge.Keycloak().SetHeader("kid", CatalogueKeys.Ec.Kid).SetHeader("alg", "ES256").WithSigner(_ => signature);

    /// <summary>The server closes on whoever is still sending; then the answer may be lost on the way.</summary>
    private static Trial TooLargeToken(string name, Func<TokenForge, string> token)
    {
        var trial = Trial.Of(name, token);
        return new Trial(name, async (worlds, scene) =>
        {
            var seen = await trial.RunAsync(worlds, scene);
            return seen.Answer is "431" or "no answer" ? seen with { Answer = "431 or closed" } : seen;
        });
    }

    private static JsonArray Many(int count, string last) => [.. Enumerable.Repeat("x", count - 1).Select(x => JsonValue.Create(x)), JsonValue.Create(last)];

    private static Trial Json(string name, Func<string[], string> text, bool commas) => Trial.Of(name, f =>
    {
        var json = text(f.Keycloak().Compact().Split('.'));
        return commas ? json : json.Replace(',', ' ');
    });
}
