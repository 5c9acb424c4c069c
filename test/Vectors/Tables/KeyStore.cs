using FederatedGateway.Testing;
using static FederatedGateway.Vectors.Row;

namespace FederatedGateway.Vectors.Tables;

/// <summary>The key set under rotation, flood and outage.</summary>
public static class KeyStore
{
    private static readonly Scene Restless = Scenes.OneKey.With("jwks_refresh_interval", "1s").With("jwks_max_stale", "3s").Fresh();

    public static Table Table { get; } = new("KeyStore",
    [
        Of("K3", "junk first, then a rotation", new Outcome("junk 401 key_unknown, the new key 200 at once"), Trial.InWorld("rotation", async world =>
        {
            var junk = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Asking.AnswerAsync(Asking.WithUnknownKey(world, $"junk-{i}"))));
            world.Issuer.Rotate(SigningKey.Shared(2));
            return new Sighting($"junk {string.Join(" or ", junk.Distinct())}, the new key {await Asking.GoodAsync(world)} at once");
        })).In(Scenes.OneKey.Fresh()),
        Of("K4", "refused tokens are not remembered", new Outcome("300 refused, 1 accepted, remembered 1"), Trial.InWorld("distinct tokens", async world =>
        {
            var refused = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Asking.AnswerAsync(world.Call("GET", "/system/functions").Bearer(world.Token().Set("aud", $"other-{i}")))));
            var accepted = await Asking.GoodAsync(world);
            var entries = (await world.Health.GetStringAsync("/metrics")).Split('\n').Single(line => line.StartsWith("fedgw_token_cache_entries", StringComparison.Ordinal) && !line.StartsWith('#'));
            return new Sighting($"{refused.Count(a => a == "401 audience_mismatch")} refused, {(accepted == "200" ? 1 : 0)} accepted, remembered {entries.Split(' ')[1]}");
        })).In(new Scene("a process of its own", plan => plan.InItsOwnProcess(), isShared: false))
            .Noting("What is remembered is bounded by number; memory under floods is the scenario junk-flood of the reliability program."),
        Of("K5", "an issuer that fails under a flood of unknown keys", new Outcome("all 503 keys_unavailable, within 5 fetches in 10 s, a good token meanwhile 200"), Trial.InWorld("failing", world =>
        {
            world.Issuer.Keys.Answer(500, "oops");
            return Flood.OfJunkAsync(world);
        })).In(Scenes.OneKey.Fresh()).Noting("The distance between fetches is measured on a clock that does not jump, and holds for failed ones too."),
        Of("K7", "the issuer is down at the start: no key is built in", Outcome.Refused(503, "keys_unavailable"), Each([1, 2, 3, 4], (f, n) => f.Keycloak().SetHeader("kid", SigningKey.Shared(n).Kid).ForgedWith(SigningKey.Shared(n))))
            .In(new Scene("issuer down", plan => plan.IssuerDown())),
        Of("K8", "an outage longer than jwks_max_stale", new Outcome("200, then 503 keys_unavailable with Retry-After, not ready"), Trial.InWorld("down", async world =>
        {
            var first = await Asking.GoodAsync(world);
            await world.Issuer.GoDownAsync();
            RawResponse? answer = null;
            await Eventually.TrueAsync(async () => (answer = await world.CallWithToken("GET", "/system/functions").SendAsync()).Status != 200, "the keys are too old");
            return new Sighting($"{first}, then {Watch.Answer(answer!)}{(answer!.Head.Has("Retry-After") ? " with Retry-After" : "")}, {(await world.IsReadyAsync() ? "ready" : "not ready")}");
        })).In(Restless),
        Of("K10", "another key under the same kid", Accepted.AskingForKeys(1), Trial.InWorld("reused", world =>
        {
            world.Issuer.Rotate(SigningKey.Shared(2) with { Kid = world.Issuer.Key.Kid });
            return Watch.Async(world, world.CallWithToken("GET", "/system/functions"));
        })).In(Scenes.OneKey.Fresh()),
        Of("K11 type", "an RSA and an EC key share one kid", Accepted, f => f.Keycloak())
            .In(Scenes.Publishing(i => CatalogueKeys.Set(CatalogueKeys.Jwk(CatalogueKeys.Ec, ("kid", i.Key.Kid)), i.Key.ToJwk()))),
        Of("K11 many", "many keys share one kid, none of them signed", RefusedAsForged(), f => f.Keycloak().SetHeader("kid", "same").ForgedWith(CatalogueKeys.Foreign))
            .In(Scenes.Publishing(i => CatalogueKeys.Set([i.Key.ToJwk(), .. Enumerable.Range(0, 40).Select(_ => CatalogueKeys.Jwk(SigningKey.Shared(2), ("kid", "same")))]))),
        Of("K12", "an issuer that accepts and never answers", new Outcome("50 good tokens: 200, while 50 wait"), Trial.InWorld("held", async world =>
        {
            world.Issuer.Keys.Hold();
            var before = world.Issuer.Keys.Fetches;
            var waiting = Enumerable.Range(0, 50).Select(i => Asking.AnswerAsync(Asking.WithUnknownKey(world, $"held-{i}"))).ToArray();
            await Eventually.TrueAsync(() => world.Issuer.Keys.Fetches > before, "a fetch begins");
            var good = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Asking.GoodAsync(world)));
            var seen = $"{good.Length} good tokens: {string.Join(" or ", good.Distinct())}, while {waiting.Count(w => !w.IsCompleted)} wait";
            world.Issuer.Keys.Release();
            await Task.WhenAll(waiting);
            return new Sighting(seen);
        })).In(Scenes.OneKey.Fresh()),
        Of("K13", "callers leave during a fetch, one sends two tokens", new Outcome("two tokens 400 token_ambiguous, then 200, nothing unhandled"), Trial.InWorld("leaving", async world =>
        {
            world.Issuer.Keys.Hold();
            var before = world.Issuer.Keys.Fetches;
            for (var i = 0; i < 10; i++)
            {
                using var client = await Asking.WithUnknownKey(world, $"left-{i}").OpenAsync();
                await Eventually.TrueAsync(() => world.Issuer.Keys.Fetches > before, "a fetch begins");
                client.Reset();
            }

            var two = await Asking.AnswerAsync(Asking.WithUnknownKey(world).Bearer(world.Token()));
            world.Issuer.Keys.Release();
            world.Issuer.Rotate(SigningKey.Shared(2));
            var then = await Asking.GoodAsync(world);
            var unhandled = world.Log.Text.Contains("unhandled", StringComparison.OrdinalIgnoreCase) || world.Log.Text.Contains("unobserved", StringComparison.OrdinalIgnoreCase);
            return new Sighting($"two tokens {two}, then {then}, {(unhandled ? "something" : "nothing")} unhandled");
        })).In(Scenes.OneKey.Fresh()).Noting("Settings are read once, so no reload can meet a fetch."),
    ]);
}
