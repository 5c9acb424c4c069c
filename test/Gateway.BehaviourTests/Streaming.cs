using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>Nothing is held back: each side waits for the other's report before it goes on, so a buffer anywhere is a deadlock here.</summary>
public sealed class Streaming(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private readonly World _world = shared.Fresh();

    [Theory]
    [InlineData("/function/events", "text/event-stream")]
    [InlineData("/system/logs?name=x&follow=1", "application/x-ndjson")]
    public async Task Events_arrive_one_by_one(string target, string accept)
    {
        using var seen = new SemaphoreSlim(0);
        _world.Upstream.Script = async exchange =>
        {
            await exchange.StartChunkedAsync("200 OK", "Content-Type: text/event-stream");
            for (var i = 1; i <= 3; i++)
            {
                await exchange.WriteChunkAsync($"data: {i}\n\n");
                await seen.WaitAsync();
            }

            await exchange.EndChunksAsync();
        };
        using var client = await _world.CallWithToken("GET", target).Header($"Accept: {accept}").OpenAsync();
        Assert.Equal("200", (await client.ReadHeadAsync())!.Parts[1]);
        for (var i = 1; i <= 3; i++)
        {
            Assert.Equal($"data: {i}\n\n", await client.ReadUntilAsync("\n\n"));
            seen.Release();
        }

        Assert.Null(await client.ReadPartAsync());
        Assert.Equal(Ending.Complete, client.Ending);
    }

    [Theory]
    [InlineData("/function/x", "Transfer-Encoding: chunked", "5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("/system/logs", "Transfer-Encoding: chunked", "5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("/function/x", "Content-Length: 5", "hello")]
    public async Task The_head_arrives_before_the_first_byte_of_the_body(string target, string framing, string body)
    {
        var headSeen = new TaskCompletionSource();
        _world.Upstream.Script = async exchange =>
        {
            await exchange.WriteAsync($"HTTP/1.1 200 OK\r\n{framing}\r\n\r\n");
            await headSeen.Task;
            await exchange.WriteAsync(body);
        };
        using var client = await _world.CallWithToken("GET", target).OpenAsync();
        Assert.Equal("200", (await client.ReadHeadAsync())!.Parts[1]);
        headSeen.SetResult();
        Assert.Equal("hello", await client.ReadUntilAsync("hello"));
    }

    [Theory]
    [InlineData("/function/x")]
    [InlineData("/system/functions")]
    public async Task Each_chunk_of_an_upload_reaches_the_upstream_before_the_next_is_written(string target)
    {
        using var seen = new SemaphoreSlim(0);
        _world.Upstream.Script = async exchange =>
        {
            while (await exchange.ReadPartAsync() is not null) seen.Release();
            await exchange.RespondAsync("200 OK", "ok");
        };
        using var client = await _world.CallWithToken("POST", target).Header("Transfer-Encoding: chunked").OpenAsync();
        for (var i = 0; i < 3; i++)
        {
            await client.SendChunkAsync($"{i}");
            await seen.WaitAsync(TestContext.Current.CancellationToken).WithinLimit($"chunk {i} reaches the upstream");
        }

        await client.SendAsync("0\r\n\r\n");
        Assert.Equal("ok", (await client.ReadResponseAsync()).Text);
        Assert.Equal("012", _world.Upstream.Only.Text);
    }

    [Theory]
    [InlineData("Content-Length: 20\r\n\r\n{\"functionName\":\"a\"}")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n14\r\n{\"functionName\":\"a\"}\r\n0\r\n\r\n")]
    public async Task A_body_of_DELETE_is_forwarded(string rest)
    {
        using var client = await _world.ConnectAsync();
        await client.SendAsync($"DELETE /system/functions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {_world.Token().Compact()}\r\n{rest}");
        Expect.Passed(await client.ReadResponseAsync(), _world);
        Assert.Equal("{\"functionName\":\"a\"}", _world.Upstream.Only.Text);
    }

    [Fact]
    public async Task An_answer_that_comes_before_the_upload_ends_passes()
    {
        _world.Upstream.Script = async exchange =>
        {
            await exchange.WriteAsync("HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");
            await exchange.ReadBodyAsync();
            exchange.Close();
        };
        using var client = await _world.CallWithToken("POST", "/function/x").Header("Transfer-Encoding: chunked").OpenAsync();
        await client.SendChunkAsync("first");
        var answer = await client.ReadResponseAsync();
        Assert.Equal((413, "big"), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task Trailers_pass_to_a_caller_that_accepts_them()
    {
        _world.Upstream.Script = async exchange =>
        {
            await exchange.StartChunkedAsync("200 OK", "Trailer: X-Checksum");
            await exchange.WriteChunkAsync("body");
            await exchange.EndChunksAsync("X-Checksum: abc");
        };
        var answer = await _world.CallWithToken("GET", "/function/x").Header("TE: trailers").Header("Connection: TE").SendAsync();
        Assert.Equal("body", answer.Text);
        Assert.Equal("abc", Assert.Single(answer.Trailers, t => t.Is("X-Checksum")).Value);
    }

    [Fact]
    public async Task An_openfaas_that_dies_before_its_first_chunk_is_502_for_such_a_caller_too()
    {
        _world.Upstream.Script = async exchange =>
        {
            await exchange.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot a chunk\r\n");
            exchange.Close();
        };
        var answer = await _world.CallWithToken("GET", "/function/x").Header("TE: trailers").SendAsync();
        Expect.Refused(answer, 502, "upstream_aborted", "upstream_invalid");
    }

    [Fact]
    public async Task An_upload_that_waits_for_100_continue_goes_through()
    {
        using var client = await _world.CallWithToken("POST", "/function/x").Header("Expect: 100-continue").Header("Content-Length: 4").OpenAsync();
        // The interim answer is what allows the body; it is read before anything is sent.
        var answer = client.ReadResponseAsync();
        await Eventually.TrueAsync(() => client.Interim.Count > 0, "100 Continue arrives");
        await client.SendAsync("body");
        Expect.Passed(await answer, _world);
        Assert.Equal("body", _world.Upstream.Only.Text);
    }
}
