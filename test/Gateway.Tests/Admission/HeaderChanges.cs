using System.Text.Json.Nodes;
using FederatedGateway.Testing;

namespace FederatedGateway.Tests.Admission;

/// <summary>Changes to the header of a token.</summary>
internal static class HeaderChanges
{
    private static readonly string[] RsaAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"];
    private static readonly string[] NoAlgorithms = ["none", "None", "rs256", "RS1", "ES256K", "EdDSA", "RSA-OAEP", "dir", "HS512", ""];
    private static readonly string[] Types = ["JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt", "application/jwt", "logout+jwt", "dpop+jwt", "secevent+jwt", "JWE", "JOSE", ""];
    private static readonly string[] Refused = ["jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc"];

    /// <summary>Ignored whatever they hold (RFC 7515 §4). The library reads <c>x5t</c> and <c>cty</c> and wants strings there.</summary>
    private static readonly string[] Harmless = ["x5t#S256", "nonce", "client", "pi.atm"];

    public static IEnumerable<TokenChange> All(SigningKey[] published) =>
    [
        new("another algorithm of the key", Fate.Either, (random, draft) => draft.Key.Algorithm == "ES256" ? draft : draft.Using(random.Pick(RsaAlgorithms))),
        new("an algorithm nobody accepts", Fate.Undone, (random, draft) => draft.SetHeader("alg", random.Pick(NoAlgorithms))),
        new("an algorithm of another kind of key", Fate.Undone, (random, draft) => draft.SetHeader("alg", draft.Key.Algorithm == "ES256" ? random.Pick(RsaAlgorithms) : "ES256")),
        new("the public key as an HMAC secret", Fate.Undone, (_, draft) => draft.Key.Algorithm == "ES256" ? draft.SetHeader("alg", "HS256") : draft.Using("HS256")),
        new("alg none and no signature", Fate.Undone, (_, draft) => draft.Using("none")),
        new("typ", Fate.Either, (random, draft) => random.Next(4) == 0 ? draft.RemoveHeader("typ") : draft.SetHeader("typ", random.Pick(Types))),
        new("kid of another key", Fate.Either, (random, draft) => draft.SetHeader("kid", random.Pick(published).Kid)),
        new("kid unknown", Fate.Undone, (random, draft) => draft.SetHeader("kid", random.Pick(["nobody", "", "../../dev/null", draft.Key.Kid + " ", draft.Key.Kid.ToUpperInvariant(), new string('k', 600)]))),
        new("kid absent", Fate.Either, (_, draft) => draft.RemoveHeader("kid")),
        new("a header member of another type", Fate.Undone, (random, draft) => draft.SetHeader(random.Pick(["alg", "kid", "typ"]), random.Json())),
        new("a header member that must be refused", Fate.Undone, (random, draft) => draft.SetHeader(random.Pick(Refused), random.Json())),
        new("a header member that means nothing", Fate.Either, (random, draft) => random.Next(2) == 0 ? draft.SetHeader(random.Pick(Harmless), random.Json()) : draft.SetHeader(random.Pick(["cty", "x5t"]), "text")),
        new("a header member twice", Fate.Undone, (random, draft) => draft.AppendToHeader(random.Pick(["\"alg\":\"RS256\"", "\"kid\":\"key-1\"", "\"typ\":\"JWT\"", "\"\\u0061lg\":\"none\""]))),
        new("a byte of the header", Fate.Undone, (random, draft) => draft with { Header = random.Flip(draft.Header) }),
    ];
}
