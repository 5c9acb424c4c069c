using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FederatedGateway.Admission;
using FederatedGateway.Testing;

namespace FederatedGateway.Tests.Admission;

/// <summary>What the library makes of a token, or of a key set.</summary>
internal enum LibraryAnswer
{
    Accepts,
    Refuses,
    Throws,
}

/// <summary>One input on which the library's defaults and our rules differ, or were thought to.</summary>
/// <param name="Compact">The token.</param>
/// <param name="KeySet">The issuer's published keys.</param>
/// <param name="Library">What the library answers with its defaults.</param>
/// <param name="Ours">What we answer; none where the token is accepted.</param>
/// <param name="AllEntries">Whether the library is given every entry of the set, as its shorter property does, and not its signing keys.</param>
internal sealed record LibraryDefault(string Compact, string KeySet, LibraryAnswer Library, DenialReason Ours, bool AllEntries = false)
{
    private static readonly SigningKey Rsa = SigningKey.Shared(1);
    private static readonly SigningKey Other = SigningKey.Shared(2);
    private static readonly SigningKey Curve384 = new() { Kid = "p-384", Algorithm = "ES256", Material = ECDsa.Create(ECCurve.NamedCurves.nistP384) };
    private static readonly long Now = TokenGrammar.Now.ToUnixTimeSeconds();

    public static IReadOnlyDictionary<string, LibraryDefault> All { get; } = new Dictionary<string, LibraryDefault>
    {
        ["a good token"] = new(Good().Compact(), Set(), LibraryAnswer.Accepts, DenialReason.None),
        ["aud with a slash more"] = Accepted(Good().Set("aud", WorldPlan.Audience + "/"), DenialReason.AudienceMismatch),
        ["crit unknown"] = Accepted(Good().SetHeader("crit", new JsonArray("bork")), DenialReason.HeaderRefused),
        ["crit empty"] = Accepted(Good().SetHeader("crit", new JsonArray()), DenialReason.HeaderRefused),
        ["b64 false"] = Accepted(Good().SetHeader("crit", new JsonArray("b64")).SetHeader("b64", false), DenialReason.HeaderRefused),
        ["aud twice"] = Accepted(Good().Set("aud", "other").Append($"\"aud\":\"{WorldPlan.Audience}\""), DenialReason.TokenMalformed),
        ["iss twice"] = Accepted(Good().Set("iss", "https://other.example.com").Append($"\"iss\":\"{TokenGrammar.Issuer}\""), DenialReason.TokenMalformed),
        ["alg twice"] = Accepted(Good().SetHeader("alg", "none").AppendToHeader("\"alg\":\"RS256\""), DenialReason.TokenMalformed),
        ["bytes behind the claims"] = Accepted(Good() is var draft ? draft with { Payload = [.. draft.Payload, .. "x"u8] } : draft, DenialReason.TokenMalformed),
        ["signature padded"] = new(Good().Compact() + "==", Set(), LibraryAnswer.Accepts, DenialReason.TokenMalformed),
        ["RS512 with a key for RS256"] = Accepted(Good().Using("RS512"), DenialReason.AlgorithmRefused),
        ["PS256 with a key for RS256"] = Accepted(Good().Using("PS256"), DenialReason.AlgorithmRefused),
        ["a key for encryption by its alg"] = Accepted(Good(), DenialReason.KeyUnknown, Set(Change(Rsa, "alg", "RSA-OAEP"), Other.ToJwk())),
        ["a key for encryption by its key_ops"] = Accepted(Good(), DenialReason.KeyUnknown, Set(Change(Rsa, "key_ops", new JsonArray("encrypt")), Other.ToJwk())),
        ["ES256 with a key on P-384"] = Accepted(Good(Curve384), DenialReason.AlgorithmRefused, Set(Publish384())),
        ["an RSA key of 1024 bits"] = Weak(SigningKey.NewRsa("weak", 1024)),
        ["a kid nobody has"] = Accepted(Good().SetHeader("kid", "nobody"), DenialReason.KeyUnknown),
        ["two keys of one kid, the second right"] = new(Good().Compact(), Set((Other with { Kid = Rsa.Kid }).ToJwk(), Rsa.ToJwk()), LibraryAnswer.Refuses, DenialReason.None),
        ["typ logout+jwt"] = Accepted(Good().SetHeader("typ", "logout+jwt"), DenialReason.TypeRefused),
        ["typ dpop+jwt"] = Accepted(Good().SetHeader("typ", "dpop+jwt"), DenialReason.TypeRefused),
        ["exp a string"] = Accepted(Good().Set("exp", $"{Now + 300}"), DenialReason.TokenMalformed),
        ["exp in milliseconds"] = Accepted(Good().Set("exp", Now * 1000), DenialReason.LifetimeTooLong),
        ["exp with a fraction"] = Accepted(Good().Set("exp", Now + 300.5), DenialReason.None),
        ["exp in 3e9"] = Accepted(Good().Set("exp", JsonNode.Parse("3e9")), DenialReason.LifetimeTooLong),
        ["expired 200 s ago"] = Accepted(Good().Set("exp", Now - 200).Set("iat", Now - 500), DenialReason.TokenExpired),
        ["valid in 200 s"] = Accepted(Good().Set("nbf", Now + 200), DenialReason.TokenNotYetValid),
        ["issued tomorrow"] = Accepted(Good().Set("iat", Now + 86_400), DenialReason.TokenNotYetValid),
        ["bound to a key"] = Accepted(Good().Set("cnf", new JsonObject { ["jkt"] = "x" }), DenialReason.SenderConstrained),
        ["an ID token"] = Accepted(Good().Set("typ", "ID"), DenialReason.TypeRefused),
        ["HMAC with a published secret"] = Accepted(Good().Using("HS256"), DenialReason.AlgorithmRefused, Set(PublishSecret(), Other.ToJwk())) with { AllEntries = true },
        ["a key for encryption by its use"] = Accepted(Good(), DenialReason.KeyUnknown, Set(Change(Rsa, "use", "enc"), Other.ToJwk())) with { AllEntries = true },
        ["a kid that is a number beside a good key"] = new(Good().Compact(), Set(Change(Other, "kid", 7), Rsa.ToJwk()), LibraryAnswer.Throws, DenialReason.None),
        ["an x5c that is a string beside a good key"] = new(Good().Compact(), Set(Change(Other, "x5c", "text"), Rsa.ToJwk()), LibraryAnswer.Throws, DenialReason.None),
        ["an exponent with padding"] = new(Good().Compact(), Set(Change(Rsa, "e", "AQAB="), Publish384()), LibraryAnswer.Refuses, DenialReason.KeyUnknown),
    };

    private static TokenDraft Good(SigningKey? key = null) =>
        TokenDraft.Of(new TokenForge(TokenGrammar.Issuer, WorldPlan.Audience, () => key ?? Rsa).Keycloak()).Set("iat", Now).Set("exp", Now + 300);

    private static LibraryDefault Accepted(TokenDraft draft, DenialReason ours, string? keySet = null) => new(draft.Compact(), keySet ?? Set(), LibraryAnswer.Accepts, ours);

    private static LibraryDefault Weak(SigningKey key) => Accepted(Good(key), DenialReason.KeyUnknown, Set(key.ToJwk(), Other.ToJwk()));

    private static string Set(params JsonObject[] entries) =>
        new JsonObject { ["keys"] = new JsonArray([.. entries.Length > 0 ? entries : [Rsa.ToJwk()]]) }.ToJsonString();

    private static JsonObject Change(SigningKey key, string name, JsonNode value)
    {
        var jwk = key.ToJwk();
        jwk[name] = value;
        return jwk;
    }

    private static JsonObject Publish384()
    {
        var point = ((ECDsa)Curve384.Material).ExportParameters(includePrivateParameters: false).Q;
        return new() { ["kty"] = "EC", ["kid"] = Curve384.Kid, ["crv"] = "P-384", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) };
    }

    private static JsonObject PublishSecret() =>
        new() { ["kty"] = "oct", ["kid"] = Rsa.Kid, ["k"] = Base64Url.EncodeToString(Encoding.ASCII.GetBytes(((RSA)Rsa.Material).ExportSubjectPublicKeyInfoPem())) };
}
