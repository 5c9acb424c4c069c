using FederatedGateway.Testing;

namespace FederatedGateway.Vectors;

/// <summary>Many callers at once.</summary>
public static class Flood
{
    private const int Callers = 1000;

    /// <summary>Tokens that are good but for a key id nobody has seen.</summary>
    public static async Task<Sighting> OfJunkAsync(World world)
    {
        var clock = TimeProvider.System;
        var (start, before) = (clock.GetTimestamp(), world.Issuer.Keys.Fetches);
        var forged = world.Token();
        var calls = Enumerable.Range(0, Callers).Select(i => Asking.AnswerAsync(world.Call("GET", "/system/functions").Bearer(forged.SetHeader("kid", $"junk-{i}").Signature("AAAA")))).ToArray();
        var meanwhile = await Asking.GoodAsync(world);
        var answers = (await Task.WhenAll(calls)).Distinct().Order();
        var allowed = 5 * (1 + (int)(clock.GetElapsedTime(start).TotalSeconds / 10));
        var fetches = world.Issuer.Keys.Fetches - before;
        return new Sighting($"all {string.Join(" or ", answers)}, {(fetches <= allowed ? "within 5 fetches in 10 s" : $"{fetches} fetches where {allowed} are allowed")}, a good token meanwhile {meanwhile}");
    }

    public static async Task<Sighting> AfterRotationAsync(World world)
    {
        var before = world.Issuer.Keys.Fetches;
        world.Issuer.Rotate(SigningKey.Shared(2));
        world.Issuer.Keys.Hold();
        var token = world.Token().Compact();
        var calls = Enumerable.Range(0, Callers).Select(_ => Asking.AnswerAsync(world.Call("GET", "/system/functions").Bearer(token))).ToArray();
        await Eventually.TrueAsync(() => world.Issuer.Keys.Fetches > before, "a refresh begins");
        world.Issuer.Keys.Release();
        var answers = (await Task.WhenAll(calls)).CountBy(a => a).Select(a => $"{a.Value} times {a.Key}");
        return new Sighting($"{string.Join(", ", answers)}, keys {world.Issuer.Keys.Fetches - before}");
    }
}
