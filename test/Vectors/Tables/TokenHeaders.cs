using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FederatedGateway.Testing;
using static FederatedGateway.Vectors.Row;

namespace FederatedGateway.Vectors.Tables;

/// <summary>The JOSE header: which algorithm, which type, which key, and nothing a token may choose for itself.</summary>
public static class TokenHeaders
{
    private static readonly Outcome Unaccepted = Refused("algorithm_refused");
    private static readonly Outcome Extended = Refused("header_refused");
    private static readonly SigningKey Edwards = SigningKey.NewEd25519("ed2");
    private static readonly Scene AllAlgorithms = Scenes.Compat.With("algorithms", "RS256,ES256,ES384,ES512");

    public static Table Table { get; } = new("Header",
    [
        Of("V023/J1", "alg none, no signature", Unaccepted, f => f.Keycloak().SetHeader("alg", "none").Signature("")),
        Of("V024/J1", "alg none in other spellings, without and with a signature", Unaccepted,
            [.. Each(["None", "NONE", "nOnE", "none "], (f, alg) => f.Keycloak().SetHeader("alg", alg).Signature("")),
                .. Each(["None", "NONE", "nOnE", "none"], (f, alg) => f.Keycloak().SetHeader("alg", alg).SignedAs("RS256"))]),
        Of("V025", "alg missing, a number, an array, null", Unaccepted,
            [Trial.Of("missing", f => f.Keycloak().RemoveHeader("alg").SignedAs("RS256")), .. EachHeader("alg", "256", "[\"RS256\"]", "null", "{}")]),
        Of("V026", "alg in lower case, over a good signature", Unaccepted, EachHeader("alg", "\"rs256\"", "\"Rs256\"", "\"RS256 \"")),
        Of("V027/J2", "HS256 with the public key as the secret", Unaccepted, Macs()),
        Of("V028", "HS256 with a secret the key set publishes", Unaccepted,
            f => f.Keycloak().SetHeader("alg", "HS256").SetHeader("kid", "oct1").WithSigner(input => CatalogueKeys.Mac(CatalogueKeys.PublishedSecret, input))),
        Of("V029/J3", "PS256 with a key published for RS256", RefusedAsForged("algorithm_refused"), f => f.Keycloak().Using("PS256")),
        Of("V030", "RS512 with a key published for RS256", RefusedAsForged("algorithm_refused"), f => f.Keycloak().Using("RS512")),
        Of("V031", "PS256 with a key published for PS256", Accepted, f => By(f, CatalogueKeys.Pss)),
        Of("V032", "ES256", Accepted, f => By(f, CatalogueKeys.Ec)),
        Of("V033", "ES256, the signature in DER", RefusedAsForged(), f => By(f, CatalogueKeys.Ec).WithSigner(Der)),
        Of("V034", "ES256, the signature all zero", RefusedAsForged(), f => By(f, CatalogueKeys.Ec).WithSigner(_ => new byte[64])),
        Of("V035", "ES256 with a key of P-384", RefusedAsForged("algorithm_refused"), f => By(f, CatalogueKeys.P384).Using("ES256")),
        Of("V036 as it is", "ES384 and ES512, not enabled", Unaccepted, Each([CatalogueKeys.P384, CatalogueKeys.P521], By))
            .Noting("ES384 and ES512 cost thirty times as much as RS256 and have to be enabled by name."),
        Of("V036 enabled", "ES384 and ES512, enabled", Accepted, Each([CatalogueKeys.P384, CatalogueKeys.P521], By)).In(AllAlgorithms),
        Of("V037", "EdDSA and Ed25519, not enabled", Unaccepted,
            Each(["EdDSA", "Ed25519"], (f, alg) => f.Keycloak().SetHeader("alg", alg).SetHeader("kid", "ed1").WithSigner(_ => new byte[64]))),
        Of("V038", "Ed25519 under its two names, enabled", Accepted, Each(["EdDSA", "Ed25519"], (f, alg) => f.Keycloak().SetHeader("kid", Edwards.Kid).SetHeader("alg", alg).ForgedWith(Edwards)))
            .In(Scenes.Publishing(i => CatalogueKeys.Set(i.Key.ToJwk(), CatalogueKeys.Jwk(Edwards, ("alg", null)))).With("algorithms", "RS256,EdDSA,Ed25519")),
        Of("V038 bound", "a key that names one of the names, a token with the other", RefusedAsForged("algorithm_refused"),
            f => f.Keycloak().SetHeader("kid", Edwards.Kid).SetHeader("alg", "Ed25519").ForgedWith(Edwards))
            .In(Scenes.Publishing(i => CatalogueKeys.Set(i.Key.ToJwk(), Edwards.ToJwk())).With("algorithms", "RS256,EdDSA,Ed25519")),
        Of("V039", "RS256 with the kid of an EC key", RefusedAsForged("algorithm_refused"), f => f.Keycloak().SetHeader("kid", "e1")),
        Of("V040/J15", "an unknown critical extension", Extended, f => f.Keycloak().SetHeader("crit", new JsonArray("exp2")).SetHeader("exp2", 1)),
        Of("V041/J15", "b64 false, critical", Extended, f => f.Keycloak().SetHeader("crit", new JsonArray("b64")).SetHeader("b64", false)),
        Of("V041 alone", "b64, not called critical", Extended, EachHeader("b64", "false", "true")),
        Of("V042/J15", "an empty crit", Extended, f => f.Keycloak().SetHeader("crit", new JsonArray())),
        Of("V043/J7", "the attacker's key as jwk, no kid", Extended,
            f => f.Keycloak().RemoveHeader("kid").SetHeader("jwk", CatalogueKeys.Foreign.ToJwk()).ForgedWith(CatalogueKeys.Foreign)),
        Of("V044/J7", "an address as jku or x5u: nobody calls it", Extended,
            Each(["jku", "x5u"], (f, member) => f.Keycloak().SetHeader(member, f.Issuer + "/bait").ForgedWith(CatalogueKeys.Foreign))),
        Of("V045/J7", "a certificate as x5c", Extended,
            f => f.Keycloak().SetHeader("x5c", new JsonArray(Certificates.SelfSigned((RSA)CatalogueKeys.Foreign.Material))).ForgedWith(CatalogueKeys.Foreign)),
        Of("V046/J14", "typ absent", Accepted, f => f.Keycloak().RemoveHeader("typ")),
        Of("V047/J14", "typ JWT in any case", Accepted, EachHeader("typ", "\"JWT\"", "\"jwt\"", "\"Jwt\"")),
        Of("V048/J14", "typ at+jwt in any case, every claim of RFC 9068", Accepted,
            Each(["at+jwt", "application/at+jwt", "AT+JWT", "Application/AT+JWT"], (f, type) => f.Rfc9068().SetHeader("typ", type))).In(Scenes.Compat, Scenes.Strict),
        Of("V049 compat", "typ at+jwt without client_id or jti", Accepted, Each(["client_id", "jti"], (f, claim) => f.Rfc9068().Remove(claim)))
            .Noting("In compat a token by name of RFC 9068 needs none of its claims: Keycloak leaves some out where scopes are trimmed."),
        Of("V049 strict", "typ at+jwt without client_id, jti, sub or iat", Refused("claims_incomplete"), Each(["client_id", "jti", "sub", "iat"], (f, claim) => f.Rfc9068().Remove(claim))).In(Scenes.Strict),
        Of("V050/J14", "typ of another protocol", Refused("type_refused"), EachHeader("typ", "\"logout+jwt\"", "\"dpop+jwt\"", "\"secevent+jwt\"", "\"JOSE\"", "\"JWE\"")),
        Of("V051", "typ a number", Refused("type_refused"), EachHeader("typ", "123")),
        Of("V052/K11", "no kid, several candidates", Refused("key_ambiguous"), f => By(f, CatalogueKeys.Ec).RemoveHeader("kid"))
            .In(Scenes.Publishing(i => CatalogueKeys.Set(i.Key.ToJwk(), CatalogueKeys.Ec.ToJwk(), CatalogueKeys.Jwk(CatalogueKeys.Ec, ("kid", "e2"))))),
        Of("V053/K11", "no kid, one candidate", Accepted, f => f.Keycloak().RemoveHeader("kid")).In(Scenes.OneKey),
        Of("V054", "kid in another case", RefusedAsUnknown, EachHeader("kid", "\"KEY-1\"", "\"Key-1\"")).In(Scenes.OneKey.Fresh()),
        Of("V055/J6 odd", "kid a path, with control characters or a line end", RefusedAsUnknown,
            EachHeader("kid", "\"../../dev/null\"", "\"a\\u0000b\"", "\"a\\r\\nlevel=error forged\"")).In(Scenes.OneKey.Fresh()),
        Of("V055/J6 long", "kid of 4 KiB", Refused("token_malformed"), EachHeader("kid", $"\"{new string('k', 4096)}\"")),
        Of("V055/J6 log", "a line end in kid stays out of the log", new Outcome("401 key_unknown; no line of the log begins with it"),
            Trial.InWorld("line end", async world =>
            {
                var answer = await world.Call("GET", "/system/functions").Bearer(world.Token().SetHeader("kid", "a\r\nforged line")).SendAsync();
                var forged = world.Log.Text.Split('\n', '\r').Any(line => line.StartsWith("forged line", StringComparison.Ordinal));
                return new Sighting($"{Watch.Answer(answer)}; {(forged ? "a" : "no")} line of the log begins with it");
            })).In(Scenes.OneKey.Fresh()),
        Of("V056", "a kid that looks like base64, as Cognito's", Accepted, f => f.Keycloak().SetHeader("kid", "1234example+/="))
            .In(Scenes.Publishing(i => CatalogueKeys.Set(CatalogueKeys.Jwk(i.Key, ("kid", "1234example+/="))))),
    ]);

    private static Token By(TokenForge forge, SigningKey key) => forge.Keycloak().SetHeader("kid", key.Kid).SetHeader("alg", key.Algorithm).ForgedWith(key);

    private static byte[] Der(byte[] input) =>
        ((ECDsa)CatalogueKeys.Ec.Material).SignData(input, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    private static Trial[] Macs()
    {
        var key = (RSA)CatalogueKeys.Signing.Material;
        (string Name, byte[] Secret)[] secrets =
        [
            ("PEM of the key info", Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem())),
            ("PEM with a line end", Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem() + "\n")),
            ("PEM of PKCS #1", Encoding.ASCII.GetBytes(key.ExportRSAPublicKeyPem())),
            ("DER of the key info", key.ExportSubjectPublicKeyInfo()),
            ("DER of PKCS #1", key.ExportRSAPublicKey()),
            ("the JWK", Encoding.UTF8.GetBytes(CatalogueKeys.Signing.ToJwk().ToJsonString())),
            ("the modulus", key.ExportParameters(false).Modulus!),
        ];
        return [.. secrets.Select(s => Trial.Of(s.Name, f => f.Keycloak().SetHeader("alg", "HS256").WithSigner(input => CatalogueKeys.Mac(s.Secret, input))))];
    }
}
