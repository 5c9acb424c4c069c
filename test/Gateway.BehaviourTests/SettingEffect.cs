using FederatedGateway.Testing;

namespace FederatedGateway.BehaviourTests;

/// <summary>What one setting does that can be seen from outside.</summary>
/// <param name="Value">A value that must have the effect.</param>
/// <param name="Expected">What is seen with it, and is not seen without it.</param>
/// <param name="Observe">Begins to look at a world; each call of the result says what is seen by now.</param>
public sealed record SettingEffect(string Value, string Expected, Func<World, Func<Task<string>>> Observe)
{
    /// <summary>What both worlds have in common.</summary>
    public Action<WorldPlan> Plan { get; init; } = _ => { };

    /// <summary>Another setting without which this one is refused.</summary>
    public (string Key, string Value)? Companion { get; init; }

    /// <summary>Not null: the effect is that the program starts or does not, beside these settings.</summary>
    public IReadOnlyList<(string Key, string Value)>? AtStartWith { get; init; }

    /// <summary>In the file the value is JSON, not a string.</summary>
    public bool IsJson { get; init; }

    /// <summary>Seen in the answer to a request: the reason of a refusal, or the status.</summary>
    public static SettingEffect OnRequest(string value, string expected, Func<World, WireRequest> request) =>
        new(value, expected, world => async () => await request(world).SendAsync() is { Status: >= 400 } refused ? refused.Reason : "passed");

    /// <summary>Seen in the answer to a good token that was changed.</summary>
    public static SettingEffect OnToken(string value, string expected, Func<World, Token>? token = null) =>
        OnRequest(value, expected, world => world.Call("GET", "/system/functions").Bearer(token?.Invoke(world) ?? world.Token()));

    /// <summary>Seen in what reaches OpenFaaS.</summary>
    public static SettingEffect OnUpstream(string value, string expected, Func<World, WireRequest> request, Func<RecordedRequest, string> read) =>
        new(value, expected, world => async () =>
        {
            world.Upstream.Forget();
            await request(world).SendAsync();
            return world.Upstream.Requests is [var only, ..] ? read(only) : "nothing";
        });
}
