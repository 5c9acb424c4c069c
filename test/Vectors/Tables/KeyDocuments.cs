using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FederatedGateway.Testing;
using static FederatedGateway.Vectors.Row;

namespace FederatedGateway.Vectors.Tables;

/// <summary>JWK sets as issuers, proxies and accidents write them.</summary>
public static class KeyDocuments
{
    private static readonly Outcome Kept = new("new kid 503 keys_unavailable, old kid 200");
    private static readonly SigningKey Stripped = WithLeadingZero();
    private static readonly (string Name, string Text)[] Empty = [("{}", "{}"), ("no keys", "{\"keys\":[]}")];

    private static readonly (string Name, string Text)[] Wrong =
    [
        ("null", "{\"keys\":null}"), ("an object", "{\"keys\":{}}"), ("HTML", "<html>Sign in</html>"), ("2 MiB", $"{{\"keys\":[],\"x\":\"{new string('x', 2 << 20)}\"}}"),
        ("cut short", "{\"keys\":[{\"kty\":\"RSA\","), ("nothing", ""), ("an array", "[]"),
    ];

    public static Table Table { get; } = new("KeyDocuments",
    [
        Beside("V118", "an entry whose kid is a number", new JsonObject { ["kty"] = "RSA", ["kid"] = 123, ["n"] = "AQAB", ["e"] = "AQAB" }),
        Beside("V119", "an entry whose x5c is text", new JsonObject { ["kty"] = "RSA", ["kid"] = "x", ["x5c"] = "str", ["n"] = "AQAB", ["e"] = "AQAB" }),
        Beside("V120", "entries of every unusable kind", [.. new[]
        {
            "{\"kty\":\"RSA\",\"kid\":\"a\",\"n\":\"AQAB\"}", "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"kid\":\"b\",\"pub\":\"AA\"}", "{\"kid\":\"c\"}",
            $"{{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"d\",\"x\":\"{Zeros(32)}\",\"y\":\"{Zeros(32)}\"}}",
            $"{{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"kid\":\"e\",\"x\":\"{Zeros(32)}\",\"y\":\"{Zeros(32)}\"}}",
            "{\"kty\":\"RSA\",\"kid\":\"f\",\"n\":\"AQAB\",\"e\":\"AQAB\",\"x5c\":[\"AAAA\"]}", "null", "\"text\"", "7", "[]",
        }.Select(json => JsonNode.Parse(json))]),
        Of("V121 first", "an empty set, at the start", Asking.UnreadyOutcome, Asking.Unready("at the start", w => ["holds no usable keys"]))
            .In([.. Empty.Select(d => Scenes.Publishing(_ => d.Text).NotWaitedFor())]),
        Of("V121/K6 later", "an empty set, later", Kept, Later(Empty)).In(Scenes.OneKey.Fresh()),
        Of("V122/K6", "no set at all, later", Kept, Later(Wrong)).In(Scenes.OneKey.Fresh()),
        Of("V123", "members of a SPIFFE bundle", Accepted, f => f.Keycloak())
            .In(Scenes.Publishing(i => $"{{\"spiffe_sequence\":1,\"spiffe_refresh_hint\":60,\"keys\":[{i.Key.ToJwk().ToJsonString()}]}}")),
        Of("V124", "another content type", Accepted, f => f.Keycloak()).In([.. new[] { "application/jwk-set+json", "text/html", "text/plain; charset=utf-8", "application/octet-stream" }
            .Select(type => new Scene(type, plan => plan.WithIssuer(i => i.Keys.Answer(200, CatalogueKeys.Set(i.Key.ToJwk()), type)), isShared: false))]),
        Of("V125", "the private half is published too", Accepted, f => f.Keycloak()).In(Scenes.Publishing(i => CatalogueKeys.Set(CatalogueKeys.Jwk(i.Key,
                ("d", Base64Url.EncodeToString(((RSA)i.Key.Material).ExportParameters(true).D))))))
            .Noting("The public half serves, and the log raises the alarm as an error (KeySources)."),
        Of("V126", "an EC coordinate without its leading zero", RefusedAsUnknown, f => f.Keycloak().SetHeader("kid", Stripped.Kid).Using("ES256").ForgedWith(Stripped))
            .In(Scenes.Publishing(i => CatalogueKeys.Set(i.Key.ToJwk(), CatalogueKeys.Jwk(Stripped, ("x", WithoutLeadingZero(Stripped)))))),
        Of("V127/K6", "429 or 500", Kept,
            Asking.AfterTrouble("429", w => w.Issuer.Keys.Answer(429, "slow down")),
            Asking.AfterTrouble("500", w => w.Issuer.Keys.Answer(500, "oops"))).In(Scenes.OneKey.Fresh()),
        Of("V127 silent", "an issuer that does not answer", new Outcome("old kid 200 while the new kid waits"), Trial.InWorld("held", async world =>
        {
            world.Issuer.Keys.Hold();
            var before = world.Issuer.Keys.Fetches;
            var waiting = Asking.WithUnknownKey(world).SendAsync();
            await Eventually.TrueAsync(() => world.Issuer.Keys.Fetches > before, "the gateway asks for the key");
            var old = await Asking.GoodAsync(world);
            var seen = $"old kid {old} {(waiting.IsCompleted ? "after" : "while")} the new kid waits";
            world.Issuer.Keys.Release();
            await waiting;
            return new Sighting(seen);
        })).In(Scenes.OneKey.Fresh()),
        Of("V128/K9", "a key taken away, its token still good and remembered", new Outcome("200, then 401 key_unknown"), Trial.InWorld("removed", async world =>
        {
            var token = world.Token().Compact();
            var first = await Asking.AnswerAsync(world.Call("GET", "/system/functions").Bearer(token));
            world.Issuer.Rotate(SigningKey.Shared(2));
            var then = "";
            await Eventually.TrueAsync(async () => (then = await Asking.AnswerAsync(world.Call("GET", "/system/functions").Bearer(token))) != "200", "the key is forgotten");
            return new Sighting($"{first}, then {then}");
        })).In(Scenes.OneKey.With("jwks_refresh_interval", "1s").Fresh()),
        Of("V129", "a new key that signs at once, as Dex's", Accepted.AskingForKeys(1), Trial.InWorld("rotated", world =>
        {
            world.Issuer.Rotate(SigningKey.Shared(2));
            return Watch.Async(world, world.CallWithToken("GET", "/system/functions"));
        })).In(Scenes.OneKey.Fresh()),
        Of("V130/K2", "1000 tokens with random kids", new Outcome("all 401 key_unknown, within 5 fetches in 10 s, a good token meanwhile 200"), Trial.InWorld("flood", Flood.OfJunkAsync))
            .In(Scenes.OneKey.Fresh()).Noting("Five fetches in ten seconds instead of one: so junk cannot use up what a real rotation needs."),
        Of("V131/K1", "1000 callers with a new key at once", new Outcome("1000 times 200, keys 1"), Trial.InWorld("flood", Flood.AfterRotationAsync)).In(Scenes.OneKey.Fresh()),
    ]);

    private static Vector Beside(string id, string says, params JsonNode?[] odd) =>
        Of(id, says + ", beside a good key", Accepted, f => f.Keycloak()).In(Scenes.Publishing(i => CatalogueKeys.Set([.. odd.Select(o => o?.DeepClone()), i.Key.ToJwk()])));

    private static Trial[] Later((string Name, string Text)[] documents) => [.. documents.Select(d => Asking.AfterTrouble(d.Name, w => w.Issuer.Keys.Answer(200, d.Text)))];

    private static string Zeros(int count) => Base64Url.EncodeToString(new byte[count]);

    private static SigningKey WithLeadingZero()
    {
        // One key in 256 has such a coordinate.
        while (true)
        {
            var key = SigningKey.NewEc("stripped");
            if (X(key)[0] == 0) return key;
        }
    }

    private static byte[] X(SigningKey key) => ((ECDsa)key.Material).ExportParameters(includePrivateParameters: false).Q.X!;

    private static string WithoutLeadingZero(SigningKey key) => Base64Url.EncodeToString(X(key).AsSpan(1));
}
