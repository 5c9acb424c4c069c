using System.Text.Json.Nodes;
using FederatedGateway.Testing;

namespace FederatedGateway.Vectors;

/// <summary>A gateway that trusts a second issuer, B, beside the one of its world, A.</summary>
public sealed record TwoIssuers(TestIssuer Issuer, TokenForge Forge)
{
    private const string Audience = "https://b.example.com";

    /// <param name="name">What is tried.</param>
    /// <param name="act">Acts on A's world, B, and a call to <c>/system</c> that gives its answer.</param>
    /// <param name="rule">A rule that binds B's tokens.</param>
    /// <param name="sameKid">B publishes its own key under the kid of A's.</param>
    public static Trial Trial(
        string name, Func<World, TwoIssuers, Func<Token, Task<string>>, Task<Sighting>> act, (string Name, string Value)? rule = null, bool sameKid = false) => Vectors.Trial.Alone(name, async () =>
    {
        await using var issuer = new TestIssuer("/b");
        issuer.Rotate(sameKid ? SigningKey.Shared(2) with { Kid = SigningKey.Shared(1).Kid } : SigningKey.Shared(2));
        await issuer.ComeUpAsync();
        var entry = new JsonObject { ["issuer"] = issuer.Issuer, ["audience"] = Audience };
        if (rule is { } binding) entry[binding.Name] = new JsonArray(binding.Value);
        await using var world = await World.StartAsync(plan => plan.Set("issuers", new JsonArray(entry).ToJsonString()));
        var other = new TwoIssuers(issuer, new TokenForge(issuer.Issuer, Audience, () => issuer.Key));
        return await act(world, other, token => Asking.AnswerAsync(world.Call("GET", "/system/functions").Bearer(token)));
    });
}
