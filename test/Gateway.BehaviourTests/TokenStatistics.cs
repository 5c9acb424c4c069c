using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>What the operator can see of the tokens that pass: the crutch he leans on, and how much work is remembered.</summary>
public sealed class TokenStatistics : IAsyncLifetime
{
    private const string Notice = "a token was matched by its client";

    private World _world = null!;

    // Of their own process, because gateways that share one share their metrics.
    public async ValueTask InitializeAsync() => _world = await World.StartAsync(plan => plan.InItsOwnProcess());

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_match_by_client_is_counted_each_time_and_said_once_an_hour()
    {
        foreach (var token in new[] { _world.Forge.KeycloakAsDocumented(), _world.Forge.KeycloakAsDocumented().Set("jti", "another"), _world.Token() })
            Assert.Equal(200, (await _world.Call("GET", "/system/functions").Bearer(token).SendAsync()).Status);
        Assert.Equal(2, await CountAsync("fedgw_auth_match_client_total"));
        await Eventually.TrueAsync(() => _world.Log.Text.Contains($"{Notice} {WorldPlan.Audience}", StringComparison.Ordinal), "the log says it");
        Assert.Single(_world.Log.Lines, line => line.Contains(Notice, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_is_verified_once_and_remembered_after_that()
    {
        var token = _world.Token();
        for (var i = 0; i < 3; i++)
            Assert.Equal(200, (await _world.Call("GET", "/system/functions").Bearer(token).SendAsync()).Status);
        Expect.TokenRefused(await _world.Call("GET", "/system/functions").Bearer(token.Set("aud", "another")).SendAsync());
        Assert.Equal((2, 2, 1), (await CountAsync("fedgw_token_cache_total", "result=\"hit\""), await CountAsync("fedgw_token_cache_total", "result=\"miss\""), await CountAsync("fedgw_token_cache_entries")));
    }

    private async Task<int> CountAsync(string metric, string label = "")
    {
        var text = await _world.Health.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        var line = text.Split('\n').Single(line => line.StartsWith(metric, StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal));
        return int.Parse(line.Split(' ')[1]);
    }
}
