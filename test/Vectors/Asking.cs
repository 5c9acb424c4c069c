using FederatedGateway.Testing;

namespace FederatedGateway.Vectors;

/// <summary>Sequences of requests that several tables need.</summary>
public static class Asking
{
    /// <summary>A token that is good but for its key id.</summary>
    public static WireRequest WithUnknownKey(World world, string kid = "not-published") =>
        world.Call("GET", "/system/functions").Bearer(world.Token().SetHeader("kid", kid));

    public static async Task<string> AnswerAsync(WireRequest request) => Watch.Answer(await request.SendAsync());

    public static Task<string> GoodAsync(World world) => AnswerAsync(world.CallWithToken("GET", "/system/functions"));

    /// <summary>Something goes wrong with the issuer: what a token with a new key id gets, and one with the old.</summary>
    public static Trial AfterTrouble(string name, Action<World> trouble) => Trial.InWorld(name, async world =>
    {
        trouble(world);
        return new Sighting($"new kid {await AnswerAsync(WithUnknownKey(world))}, old kid {await GoodAsync(world)}");
    });

    /// <summary>The gateway never gets keys: what it says, to callers, to the platform and, once all words are there, in its log.</summary>
    public static Trial Unready(string name, Func<World, string[]> words) => Trial.InWorld(name, async world =>
    {
        var expected = words(world);
        await Eventually.TrueAsync(() => world.Log.Lines.Any(line => Array.TrueForAll(expected, w => line.Contains(w, StringComparison.Ordinal))), $"the log says {string.Join(", ", expected)}");
        var answer = await world.CallWithToken("GET", "/system/functions").SendAsync();
        var later = answer.Head.Has("Retry-After") ? " with Retry-After" : "";
        return new Sighting($"{Watch.Answer(answer)}{later}, {(await world.IsReadyAsync() ? "ready" : "not ready")}, forwarded {world.Upstream.Requests.Count}, the log says why");
    });

    public static Outcome UnreadyOutcome { get; } = new("503 keys_unavailable with Retry-After, not ready, forwarded 0, the log says why");
}
