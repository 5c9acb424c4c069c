using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>The owner of the cluster has shut the door.</summary>
public sealed class Paused : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync() => _world = await World.StartAsync(w => w.AllowInvoke().Set("paused", "true"));

    [Theory]
    [InlineData("/system/functions")]
    [InlineData("/function/x")]
    [InlineData("/async-function/x")]
    public async Task Nothing_is_forwarded_and_the_answer_says_why(string target)
    {
        var answer = await _world.CallWithToken("POST", target).SendAsync();
        Expect.Refused(answer, 503, "paused");
        Assert.Equal("60", answer.Header("Retry-After"));
        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task What_was_never_exposed_is_still_not_there() => Expect.Refused(await _world.Call("GET", "/ui/").SendAsync(), 404, "not_exposed");

    [Fact]
    public async Task It_lives_and_is_ready_so_that_callers_learn_the_reason()
    {
        Assert.Equal(200, (await _world.Call("GET", "/healthz").SendAsync()).Status);
        Assert.True(await _world.IsReadyAsync());
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();
}
