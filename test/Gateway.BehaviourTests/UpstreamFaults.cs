using System.Text;
using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>An OpenFaaS that refuses us, is silent, is gone, or dies in the middle of a sentence.</summary>
public sealed class UpstreamFaults(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private readonly World _world = shared.Fresh();

    [Fact]
    public async Task Our_refused_credential_is_502_and_no_challenge_to_the_caller()
    {
        await using var world = await World.StartAsync();
        world.Upstream.Password = "another";
        var answer = await world.CallWithToken("GET", "/system/functions").SendAsync();
        Expect.Refused(answer, 502, "upstream_credential_rejected");
        Assert.False(answer.Head.Has("WWW-Authenticate"));
        Assert.DoesNotContain("invalid credentials", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/system/functions")]
    [InlineData("/function/x")]
    public async Task An_unreachable_openfaas_is_502(string target)
    {
        await using var world = await World.StartAsync(w => w.AllowInvoke());
        await world.Upstream.GoDownAsync();
        Expect.Refused(await world.CallWithToken("GET", target).SendAsync(), 502, "upstream_unreachable");

        world.Upstream.ComeUp();
        Expect.Passed(await world.CallWithToken("GET", target).SendAsync(), world);
    }

    [Theory]
    [InlineData("/system/functions")]
    [InlineData("/function/x")]
    public async Task An_openfaas_silent_for_too_long_is_504(string target)
    {
        await using var world = await World.StartAsync(w => w.AllowInvoke().Set("upstream_timeout", "1s"));
        world.Upstream.Script = exchange => exchange.CallerGoneAsync();
        Expect.Refused(await world.CallWithToken("GET", target).SendAsync(), 504, "upstream_timeout");
    }

    [Fact]
    public async Task The_timeout_ends_with_the_response_head()
    {
        await using var world = await World.StartAsync(w => w.AllowInvoke().Set("upstream_timeout", "1s"));
        var go = new TaskCompletionSource();
        world.Upstream.Script = async exchange =>
        {
            await exchange.StartChunkedAsync("200 OK");
            await go.Task;
            await exchange.WriteChunkAsync("late");
            await exchange.EndChunksAsync();
        };
        using var client = await world.CallWithToken("GET", "/function/x").OpenAsync();
        Assert.NotNull(await client.ReadHeadAsync());
        await Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System, TestContext.Current.CancellationToken);
        go.SetResult();
        Assert.Equal("late", await client.ReadUntilAsync("late"));
        Assert.Null(await client.ReadPartAsync());
        Assert.Equal(Ending.Complete, client.Ending);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_ends_before_the_head_is_502(bool reset)
    {
        _world.Upstream.Script = async exchange =>
        {
            await exchange.ReadBodyAsync();
            if (reset) exchange.Reset();
            else exchange.Close();
        };
        var answer = await _world.CallWithToken("POST", "/function/x").Body("x").SendAsync();
        Expect.Refused(answer, 502, "upstream_unreachable", "upstream_aborted");
        // A POST is not ours to repeat.
        Assert.Single(_world.Upstream.Requests);
    }

    [Theory]
    [InlineData("GET", "/system/logs?name=x&follow=true")]
    [InlineData("DELETE", "/system/functions")]
    [InlineData("GET", "/function/x")]
    [InlineData("POST", "/function/x")]
    public async Task A_request_is_sent_once_whatever_becomes_of_it(string method, string target)
    {
        // On a connection that has served before: there the client library would repeat a request without a body.
        Expect.Passed(await _world.CallWithToken("GET", "/function/warm").SendAsync(), _world);
        _world.Upstream.Forget();
        _world.Upstream.Script = exchange =>
        {
            exchange.Close();
            return Task.CompletedTask;
        };
        Expect.Refused(await _world.CallWithToken(method, target).SendAsync(), 502, "upstream_unreachable");
        Assert.Single(_world.Upstream.Requests);
    }

    [Theory]
    [InlineData("Content-Length: 100", "part", false)]
    [InlineData("Content-Length: 100", "part", true)]
    [InlineData("Transfer-Encoding: chunked", "4\r\npart\r\n", false)]
    [InlineData("Transfer-Encoding: chunked", "4\r\npart\r\n", true)]
    public async Task An_openfaas_that_dies_midway_never_looks_like_a_whole_answer(string framing, string body, bool reset)
    {
        var partSeen = new TaskCompletionSource();
        _world.Upstream.Script = async exchange =>
        {
            await exchange.WriteAsync($"HTTP/1.1 200 OK\r\n{framing}\r\n\r\n{body}");
            await partSeen.Task;
            if (reset) exchange.Reset();
            else exchange.Close();
        };
        using var client = await _world.CallWithToken("GET", "/function/x").OpenAsync();
        Assert.Equal("200", (await client.ReadHeadAsync())!.Parts[1]);
        Assert.Equal("part", Encoding.ASCII.GetString((await client.ReadPartAsync())!));
        partSeen.SetResult();

        Assert.Null(await client.ReadPartAsync());
        Assert.NotEqual(Ending.Complete, client.Ending);
    }

    [Fact]
    public async Task An_answer_that_is_not_http_is_502()
    {
        _world.Upstream.Script = async exchange =>
        {
            await exchange.WriteAsync("SSH-2.0-OpenSSH_9.6\r\n\r\n");
            exchange.Close();
        };
        var answer = await _world.CallWithToken("GET", "/function/x").SendAsync();
        Expect.Refused(answer, 502);
        Assert.DoesNotContain("SSH", answer.Text, StringComparison.Ordinal);
    }
}
