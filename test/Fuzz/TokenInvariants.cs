using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FederatedGateway.Admission;
using FederatedGateway.Configuration;
using static FederatedGateway.Fuzz.InvariantException;

namespace FederatedGateway.Fuzz;

/// <summary>What must hold for any bytes in a token's place, and for any bytes in the place of its header or its claims.</summary>
public static class TokenInvariants
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    private static readonly IssuerOptions Strict = new()
    {
        Issuer = "https://idp.example.com",
        Audiences = ["gateway"],
        AudienceMode = AudienceMode.Strict,
        Algorithms = SignatureAlgorithm.Names,
        RequiredScopes = ["deploy"],
        Keys = new KeyOptions(),
    };

    private static readonly IssuerOptions Compat = Strict with { AudienceMode = AudienceMode.Compat };

    public static void Check(byte[] bytes)
    {
        CheckCompact(Encoding.Latin1.GetString(bytes));
        CheckHeader(bytes);
        CheckClaims(bytes);
    }

    /// <summary>Accepted exactly where three canonical parts stand; then the parts are their bytes.</summary>
    public static void CheckCompact(string text)
    {
        var accepted = CompactJws.TryParse(text, out var jws, out var refusal);
        Require(accepted == (refusal == DenialReason.None) && accepted == (jws is not null), "a token is read or refused for a reason");
        var parts = text.Split('.');
        var expected = parts.Length == 3 && parts.Select(StrictReading.Base64Url).ToArray() is [{ Length: > 0 }, { Length: > 0 }, not null];
        Require(accepted == expected, "a token is read exactly where its three parts are canonical");
        if (jws is null)
            return;
        Require(jws.Header.AsSpan().SequenceEqual(StrictReading.Base64Url(parts[0])), "the header is what was sent");
        Require(jws.Payload.AsSpan().SequenceEqual(StrictReading.Base64Url(parts[1])), "the payload is what was sent");
        Require(jws.Signature.AsSpan().SequenceEqual(StrictReading.Base64Url(parts[2])), "the signature is what was sent");
        Require(Encoding.ASCII.GetString(jws.SigningInput) == $"{parts[0]}.{parts[1]}", "what is signed is what was sent");
        CheckHeader(jws.Header);
        CheckClaims(jws.Payload);
    }

    /// <summary>An accepted header says what a plain parser reads in it, and nothing it must not say.</summary>
    public static void CheckHeader(byte[] utf8)
    {
        var accepted = TokenHeader.TryRead(utf8, SignatureAlgorithm.Names, out var header, out var refusal);
        Require(accepted == (refusal == DenialReason.None) && accepted == (header is not null), "a header is read or refused for a reason");
        if (header is null)
            return;
        Require(StrictReading.IsOneObject(utf8, maxDepth: 8), "an accepted header has one reading");
        var plain = JsonNode.Parse(utf8)!.AsObject();
        Require(Text(plain["alg"]) == header.Algorithm.Name, "the algorithm is the header's");
        Require(plain.ContainsKey("kid") ? Text(plain["kid"]) == header.KeyId && header.KeyId is { Length: <= 512 } : header.KeyId is null, "the key id is the header's");
        string[] refused = ["jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc"];
        Require(!refused.Any(plain.ContainsKey), "a header brings no keys and no extensions");
        var type = plain.ContainsKey("typ") ? Text(plain["typ"]) : "JWT";
        Require(header.IsAccessTokenTyped != string.Equals(type, "JWT", StringComparison.OrdinalIgnoreCase), "the type is one of the two");
    }

    /// <summary>Claims that pass every rule name the issuer, the audience and a time that is not over.</summary>
    public static void CheckClaims(byte[] utf8)
    {
        using var claims = TokenClaims.Parse(utf8);
        Require((claims is not null) == StrictReading.IsOneObject(utf8, maxDepth: 32), "claims are read exactly where they have one reading");
        if (claims is null)
            return;
        var header = new TokenHeader(SignatureAlgorithm.Find("RS256")!, null, IsAccessTokenTyped: true);
        _ = KindRules.Check(header, claims, Strict);
        _ = AudienceRules.Match(claims, Compat, out _);
        var plain = JsonNode.Parse(utf8)!.AsObject();
        if (TimeRules.Check(claims, Strict, Now, out _) == DenialReason.None)
        {
            var expires = plain["exp"]!.GetValue<double>();
            Require(expires > Now.ToUnixTimeSeconds() - 30 && expires <= TokenClaims.MaxSeconds, "a timely token has not expired");
            Require(plain["nbf"] is not { } start || start.GetValue<double>() <= Now.ToUnixTimeSeconds() + 30, "a timely token has begun");
        }

        if (AudienceRules.Match(claims, Strict, out _) != AudienceMatch.None)
            Require(Text(plain["aud"]) == "gateway" || plain["aud"]!.AsArray().Any(item => Text(item) == "gateway"), "a token meant for us says so");
        if (CallerRules.Check(claims, Strict) == DenialReason.None)
            Require(!plain.ContainsKey("act") && CallerRules.Scopes(claims).Contains("deploy"), "a caller has the scope and is nobody's delegate");
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
