using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>A caller that leaves takes its call with it, at whatever point it leaves.</summary>
public sealed class Disconnects(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private readonly World _world = shared.Fresh();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_caller_that_leaves_before_the_answer_cancels_the_call(bool reset)
    {
        var gone = new TaskCompletionSource();
        _world.Upstream.Script = async exchange =>
        {
            await exchange.CallerGoneAsync();
            gone.SetResult();
        };
        using var client = await _world.CallWithToken("GET", "/system/functions").OpenAsync();
        await Eventually.TrueAsync(() => _world.Upstream.Requests.Count == 1, "the request arrives");
        Leave(client, reset);
        await gone.Task.WithinLimit("the upstream sees that the caller left");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_caller_that_leaves_a_stream_cancels_it(bool reset)
    {
        var gone = new TaskCompletionSource();
        _world.Upstream.Script = async exchange =>
        {
            await exchange.StartChunkedAsync("200 OK");
            await exchange.WriteChunkAsync("first");
            await exchange.CallerGoneAsync();
            gone.SetResult();
        };
        using var client = await _world.CallWithToken("GET", "/system/logs?follow=1").OpenAsync();
        await client.ReadHeadAsync();
        Assert.Equal("first", await client.ReadUntilAsync("first"));
        Leave(client, reset);
        await gone.Task.WithinLimit("the upstream sees that the caller left");
    }

    [Theory]
    [InlineData("Content-Length: 100")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task An_upload_that_breaks_off_never_looks_whole_to_the_upstream(string framing)
    {
        var ending = new TaskCompletionSource<Ending>();
        var first = new TaskCompletionSource();
        _world.Upstream.Script = async exchange =>
        {
            while (await exchange.ReadPartAsync() is not null) first.TrySetResult();
            ending.SetResult(exchange.BodyEnding);
            exchange.Close();
        };
        using var client = await _world.CallWithToken("POST", "/system/functions").Header(framing).OpenAsync();
        await client.SendAsync("4\r\npart\r\n");
        await first.Task.WithinLimit("the first part reaches the upstream");
        client.Reset();
        Assert.NotEqual(Ending.Complete, await ending.Task.WithinLimit("the upstream sees the end of the upload"));
    }

    private static void Leave(RawClient client, bool reset)
    {
        if (reset) client.Reset();
        else client.Dispose();
    }
}
