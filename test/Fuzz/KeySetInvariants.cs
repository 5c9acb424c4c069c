using System.Text.Json;
using System.Text.Json.Nodes;
using FederatedGateway.Admission;
using static FederatedGateway.Fuzz.InvariantException;

namespace FederatedGateway.Fuzz;

/// <summary>What must hold for any document in the place of the issuer's key set.</summary>
public static class KeySetInvariants
{
    public static void Check(byte[] utf8)
    {
        var keys = JsonWebKeys.Parse(utf8, out var fault, out var leftOut);
        Require((keys is null) == (fault is not null), "a set holds a key or has a fault");
        Require(leftOut.All(reason => reason.Length > 0), "whatever is left out has a reason");
        if (keys is null)
            return;

        Require(StrictReading.IsOneObject(utf8, maxDepth: 8), "an accepted set has one reading");
        var entries = JsonNode.Parse(utf8)!["keys"]!.AsArray();
        Require(keys.Count + leftOut.Count == Math.Min(entries.Count, 100), "every entry is a key or left out, up to a bound");
        var entriesById = entries.OfType<JsonObject>().ToLookup(entry => Text(entry, "kid"));
        foreach (var name in SignatureAlgorithm.Names)
        {
            var algorithm = SignatureAlgorithm.Find(name)!;
            foreach (var (id, named) in entriesById.Select(group => (group.Key, group.ToList())))
            {
                if (id is null)
                    continue;
                var fitting = keys.Candidates(new TokenHeader(algorithm, id, IsAccessTokenTyped: false), out _);
                Require(fitting.Count <= named.Count(entry => MayServe(entry, algorithm)), $"a key serves {name} only where its entry allows it");
                Require(fitting.All(key => key.Id == id && !key.Verifies(algorithm, "input"u8.ToArray(), new byte[algorithm.SignatureLength])), "no key takes a signature of zeros");
            }
        }
    }

    private static bool MayServe(JsonObject entry, SignatureAlgorithm algorithm) =>
        Text(entry, "kty") == algorithm.KeyType
        && (!entry.ContainsKey("use") || Text(entry, "use") == "sig")
        && (!entry.ContainsKey("alg") || Text(entry, "alg") == algorithm.Name)
        && (algorithm.Curve is null || Text(entry, "crv") == algorithm.Curve)
        && (!entry.ContainsKey("key_ops") || (entry["key_ops"] is JsonArray operations && operations.Any(operation => Text(operation) == "verify")))
        && (algorithm.KeyType != "RSA" || IsStrong(entry));

    /// <summary>RFC 7518 §3.3: 2048 bits, the first of them set.</summary>
    private static bool IsStrong(JsonObject entry) =>
        Text(entry, "n") is { } modulus && StrictReading.Base64Url(modulus) is { } bytes && bytes.SkipWhile(digit => digit == 0).ToArray() is { Length: > 255 } digits && (digits.Length > 256 || digits[0] >= 0x80)
        && Text(entry, "e") is { } text && StrictReading.Base64Url(text) is { } exponent && exponent.SkipWhile(digit => digit == 0).ToArray() is not ([] or [1]);

    private static string? Text(JsonObject entry, string name) => Text(entry[name]);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
