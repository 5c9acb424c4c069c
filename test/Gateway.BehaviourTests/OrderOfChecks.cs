using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>Target, then token, then permission, then our credential: of several faults the first in this order is named.</summary>
public sealed class OrderOfChecks(OrderOfChecks.NoInvokeWorld shared) : IClassFixture<OrderOfChecks.NoInvokeWorld>
{
    private readonly World _world = shared.Fresh();

    [Theory]
    [InlineData("/system//functions", 400, "target_invalid")]
    [InlineData("/function/a;b", 400, "target_invalid")]
    [InlineData("/ui/", 404, "not_exposed")]
    public async Task A_bad_target_is_named_before_a_missing_token(string target, int status, string reason) =>
        Expect.Refused(await _world.Call("GET", target).SendAsync(), status, reason);

    [Fact]
    public async Task A_refused_method_is_named_before_a_missing_token() =>
        Expect.Refused(await _world.Call("TRACE", "/system/functions").SendAsync(), 405, "method_refused");

    [Theory]
    [InlineData("/function/echo")]
    [InlineData("/async-function/echo/x")]
    public async Task A_missing_or_bad_token_is_named_before_a_disabled_invocation(string target)
    {
        Expect.Refused(await _world.Call("POST", target).SendAsync(), 401, "token_missing");
        Expect.TokenRefused(await _world.Call("POST", target).Bearer(_world.Token().Set("exp", TokenForge.Now - 60)).SendAsync(), "token_expired");
    }

    [Theory]
    [InlineData("/function/echo")]
    [InlineData("/function/echo/a%2Fb?x=1")]
    [InlineData("/async-function/echo")]
    public async Task With_invocation_disabled_a_good_token_is_forbidden(string target)
    {
        Expect.Forbidden(await _world.CallWithToken("POST", target).SendAsync(), "invoke_disabled");
        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task A_missing_token_is_named_before_a_missing_credential()
    {
        await using var world = await World.StartAsync(w => w.WithoutCredential());
        Expect.Refused(await world.Call("GET", "/system/functions").SendAsync(), 401, "token_missing");
    }

    /// <summary>A world as the chart makes it by default: invocation is off.</summary>
    public sealed class NoInvokeWorld : SharedWorld
    {
        protected override void Plan(WorldPlan plan)
        {
        }
    }
}
