using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FederatedGateway.Testing;
using static FederatedGateway.Vectors.Row;

namespace FederatedGateway.Vectors.Tables;

/// <summary>Which published key may verify which token.</summary>
public static class Keys
{
    private static readonly SigningKey Other = SigningKey.Shared(2) with { Kid = "other" };
    private static readonly SigningKey Weak = SigningKey.NewRsa("weak", bits: 1024);

    public static Table Table { get; } = new("Keys",
    [
        Of("V057", "one byte of the payload, or one bit of the signature, changed", RefusedAsForged(),
            Trial.Of("payload", f => Swap(f.Keycloak(), f.Keycloak().Set("sub", "2d6baa03-7c5c-4d02-8f88-f2934fb32d0d"))),
            Trial.Of("signature", f => f.Keycloak().WithOneBitOfTheSignatureChanged()),
            Trial.Of("another key under our kid", f => f.Keycloak().ForgedWith(CatalogueKeys.Foreign))),
        Of("V058/J3", "signed by a key for encryption", RefusedAsUnknown, By(CatalogueKeys.Encryption)).In(Scenes.Compat.Fresh()),
        Of("V059", "a key for encryption and one for signatures share one kid", Accepted, Good)
            .In(Publishing(i => [CatalogueKeys.Jwk(Other, ("kid", i.Key.Kid), ("use", "enc"), ("alg", "RSA-OAEP")), i.Key.ToJwk()])),
        Of("V060/K11", "two keys share one kid, the second signs", Accepted, Good).In(Publishing(i => [CatalogueKeys.Jwk(Other, ("kid", i.Key.Kid)), i.Key.ToJwk()])),
        Of("V061", "a key without alg and use, as Entra ID's", Accepted, Good).In(Publishing(i => [CatalogueKeys.Jwk(i.Key, ("alg", null), ("use", null))])),
        Of("V062", "key_ops without verify", RefusedAsUnknown, By(Other))
            .In(Publishing(i => [i.Key.ToJwk(), CatalogueKeys.Jwk(Other, ("key_ops", new JsonArray("encrypt")))])),
        Of("V062 verify", "key_ops with verify", Accepted, By(Other))
            .In(Publishing(i => [i.Key.ToJwk(), CatalogueKeys.Jwk(Other, ("key_ops", new JsonArray("verify")))])),
        Of("V063", "alg RSA-OAEP with use sig", RefusedAsUnknown, By(Other)).In(Publishing(i => [i.Key.ToJwk(), CatalogueKeys.Jwk(Other, ("alg", "RSA-OAEP"))])),
        Of("V064/J5", "RSA of 1024 bits", RefusedAsUnknown, By(Weak)).In(Publishing(i => [i.Key.ToJwk(), Weak.ToJwk()])),
        Of("V065", "use jwt-svid", RefusedAsUnknown, By(Other)).In(Publishing(i => [i.Key.ToJwk(), CatalogueKeys.Jwk(Other, ("use", "jwt-svid"), ("alg", null))]))
            .Noting("There is no mode for SPIFFE bundles, so their keys are left out; SPIRE's OIDC discovery provider publishes ordinary ones."),
        Of("V066", "the key of issuer B under a token of issuer A", new Outcome("B's key 401 key_unknown, B's key under A's kid 401 signature_invalid"), TwoIssuers.Trial("A's name, B's key", async (world, other, call) =>
            new Sighting($"B's key {await call(By(other.Issuer.Key)(world.Forge))}, B's key under A's kid {await call(world.Token().ForgedWith(other.Issuer.Key))}"))),
        Of("J11", "two issuers publish different keys under one kid, each signs in the other's name", new Outcome("A as B 401 signature_invalid, B as A 401 signature_invalid, B 200, A 200"),
            TwoIssuers.Trial("one kid", async (world, other, call) => new Sighting($"A as B {await call(other.Forge.Keycloak().ForgedWith(world.Issuer.Key))}, "
                + $"B as A {await call(world.Token().ForgedWith(other.Issuer.Key))}, B {await call(other.Forge.Keycloak())}, A {await call(world.Token())}"), sameKid: true)),
        Of("V067", "x5c holds an expired certificate of the key", Accepted, Good)
            .In(Publishing(i => [CatalogueKeys.Jwk(i.Key, ("x5c", new JsonArray(Certificates.SelfSigned((RSA)i.Key.Material, expired: true))))])),
        Of("V068", "x5c holds a certificate of another key", RefusedAsUnknown, By(Other))
            .In(Publishing(i => [i.Key.ToJwk(), CatalogueKeys.Jwk(Other, ("x5c", new JsonArray(Certificates.SelfSigned((RSA)CatalogueKeys.Foreign.Material))))])),
    ]);

    private static Token Good(TokenForge forge) => forge.Keycloak();

    private static Func<TokenForge, Token> By(SigningKey key) => forge => forge.Keycloak().SetHeader("kid", key.Kid).ForgedWith(key);

    private static Scene Publishing(Func<TestIssuer, JsonNode?[]> keys) => Scenes.Publishing(i => CatalogueKeys.Set(keys(i)));

    /// <summary>The signature of one token under the payload of another.</summary>
    private static string Swap(Token signed, Token shown) =>
        shown.Compact()[..(shown.Compact().LastIndexOf('.') + 1)] + signed.Compact()[(signed.Compact().LastIndexOf('.') + 1)..];
}
