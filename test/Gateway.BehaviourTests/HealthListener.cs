using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>What operators see on their own listener, and how little of it the public one shows.</summary>
public sealed class HealthListener(ProcessWorld shared) : IClassFixture<ProcessWorld>
{
    private readonly World _world = shared.Fresh();

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    [InlineData("/metrics")]
    public async Task The_health_listener_answers(string path) => Assert.Equal(200, (await Health("GET", path)).Status);

    [Theory]
    [InlineData("/system/functions")]
    [InlineData("/function/x")]
    [InlineData("/")]
    public async Task The_health_listener_forwards_nothing(string path)
    {
        var answer = await new WireRequest(_world.Gateway.HealthAddress, "GET", path).Bearer(_world.Token()).SendAsync();
        Assert.Equal(404, answer.Status);
        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task The_public_health_says_OK_and_nothing_else()
    {
        var get = await _world.Call("GET", "/healthz").SendAsync();
        Assert.Equal((200, "OK"), (get.Status, get.Text.TrimEnd()));
        var head = await _world.Call("HEAD", "/healthz").SendAsync();
        Assert.Equal((200, 0), (head.Status, head.Body.Length));
        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task The_public_health_knows_no_other_method()
    {
        var answer = await _world.CallWithToken("POST", "/healthz").SendAsync();
        Expect.Refused(answer, 405, "method_refused");
        Assert.Equal(["GET", "HEAD"], answer.Header("Allow")!.Split(',', StringSplitOptions.TrimEntries).Order());
    }

    [Theory]
    [InlineData("token_missing")]
    [InlineData("token_expired")]
    [InlineData("not_exposed")]
    public async Task A_reason_code_is_in_the_log_and_in_the_metrics(string reason)
    {
        var answer = reason switch
        {
            "token_missing" => await _world.Call("GET", "/system/functions").SendAsync(),
            "token_expired" => await _world.Call("GET", "/system/functions").Bearer(_world.Token().Set("exp", TokenForge.Now - 60)).SendAsync(),
            _ => await _world.Call("GET", "/no/such/path").SendAsync(),
        };
        Assert.Equal(reason, answer.Reason);
        await Eventually.TrueAsync(() => _world.Log.Text.Contains(reason, StringComparison.Ordinal), "the log names the reason");
        await Eventually.TrueAsync(async () => (await Health("GET", "/metrics")).Text.Contains($"\"{reason}\"", StringComparison.Ordinal), "a metric names the reason");
    }

    private Task<RawResponse> Health(string method, string path) => new WireRequest(_world.Gateway.HealthAddress, method, path).SendAsync();
}
