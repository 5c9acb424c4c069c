using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>On SIGTERM the gateway leaves in order. These tests need a process to send the signal to.</summary>
public sealed class Drain
{
    [Fact]
    public async Task A_request_under_way_is_completed_and_the_exit_code_is_0()
    {
        await using var world = await World.StartAsync(w => w.InItsOwnProcess().Set("shutdown_delay", "3s").Set("shutdown_timeout", "20s"));
        var process = (GatewayProcess)world.Gateway;
        var go = new TaskCompletionSource();
        world.Upstream.Script = async exchange =>
        {
            if (exchange.Request.Target == "/system/logs") await go.Task;
            await exchange.RespondAsync("200 OK", "ok");
        };
        var underWay = world.CallWithToken("GET", "/system/logs").SendAsync();
        await Eventually.TrueAsync(() => world.Upstream.Requests.Count == 1, "the request reaches the upstream");

        process.Terminate();
        await Eventually.TrueAsync(async () => !await world.IsReadyAsync(), "the gateway says that it is leaving");
        // Load balancers have not noticed yet, so it keeps serving.
        Assert.Equal(200, (await world.CallWithToken("GET", "/system/info").SendAsync()).Status);

        await Eventually.TrueAsync(async () => !await AcceptsAsync(world), "the gateway stops listening");
        go.SetResult();
        var answer = await underWay;
        Assert.Equal((200, "ok"), (answer.Status, answer.Text));
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task A_request_that_never_ends_does_not_keep_the_gateway_from_leaving()
    {
        await using var world = await World.StartAsync(w => w.InItsOwnProcess().Set("shutdown_timeout", "1s"));
        var process = (GatewayProcess)world.Gateway;
        world.Upstream.Script = exchange => exchange.CallerGoneAsync();
        using var client = await world.CallWithToken("GET", "/system/logs").OpenAsync();
        await Eventually.TrueAsync(() => world.Upstream.Requests.Count == 1, "the request reaches the upstream");

        process.Terminate();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private static async Task<bool> AcceptsAsync(World world)
    {
        try
        {
            using var client = await world.ConnectAsync();
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }
}
