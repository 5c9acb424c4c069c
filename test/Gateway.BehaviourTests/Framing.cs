using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>Requests on whose length two parties could disagree: no second request ever rides behind the first.</summary>
public sealed class Framing(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private readonly World _world = shared.Fresh();

    [Theory]
    [InlineData("Content-Length: 1\r\nContent-Length: 2\r\n\r\nab")]
    [InlineData("Content-Length: -1\r\n\r\n")]
    [InlineData("Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n")]
    [InlineData("Content-Length : 1\r\n\r\na")]
    [InlineData("X-Folded: a\r\n b\r\n\r\n")]
    [InlineData("X-Nul: a\0b\r\n\r\n")]
    [InlineData("Host: second.example.com\r\n\r\n")]
    public async Task A_malformed_head_is_400_and_forwards_nothing(string rest)
    {
        using var client = await _world.ConnectAsync();
        await client.SendAsync($"POST /function/echo HTTP/1.1\r\nHost: a.example.com\r\nAuthorization: Bearer {_world.Token().Compact()}\r\n{rest}");
        Assert.Equal(400, (await client.ReadResponseAsync()).Status);
        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task A_request_without_host_is_400()
    {
        using var client = await _world.ConnectAsync();
        await client.SendAsync($"GET /function/echo HTTP/1.1\r\nAuthorization: Bearer {_world.Token().Compact()}\r\n\r\n");
        Assert.Equal(400, (await client.ReadResponseAsync()).Status);
        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task A_request_hidden_behind_two_lengths_is_never_run()
    {
        using var client = await _world.ConnectAsync();
        var hidden = $"GET /system/info HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {_world.Token().Compact()}\r\n\r\n";
        await client.SendAsync($"POST /function/echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {_world.Token().Compact()}\r\n"
            + $"Content-Length: {5 + hidden.Length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}");
        Expect.Refused(await client.ReadResponseAsync(), 400, "framing_ambiguous");
        Assert.Null(await client.ReadHeadAsync());
        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task The_name_under_which_the_server_shows_a_second_length_cannot_hide_one()
    {
        using var client = await _world.ConnectAsync();
        await client.SendAsync($"POST /function/echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {_world.Token().Compact()}\r\n"
            + "X-Content-Length: 7\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        // The server itself gives up the connection: it does not expect the name to be taken.
        Assert.Null(await client.ReadHeadAsync());
        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task A_pipelined_request_needs_its_own_token()
    {
        using var client = await _world.ConnectAsync();
        await client.SendAsync($"GET /function/echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {_world.Token().Compact()}\r\nContent-Length: 4\r\n\r\nbody"
            + "GET /system/info HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.Equal(200, (await client.ReadResponseAsync()).Status);
        Expect.Refused(await client.ReadResponseAsync(), 401, "token_missing");
        Assert.Equal("body", _world.Upstream.Only.Text);
    }

    [Fact]
    public async Task A_refusal_to_HEAD_has_no_body_to_desynchronise_by()
    {
        using var client = await _world.ConnectAsync();
        await _world.Call("HEAD", "/system/functions").SendOnAsync(client);
        Assert.Equal(401, (await client.ReadResponseAsync(bodiless: true)).Status);
        await _world.CallWithToken("GET", "/system/functions").SendOnAsync(client);
        Assert.Equal(200, (await client.ReadResponseAsync()).Status);
    }

    [Fact]
    public async Task A_refused_upload_does_not_become_the_next_request()
    {
        const string Body = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
        using var client = await _world.ConnectAsync();
        await client.SendAsync($"POST /system/functions HTTP/1.1\r\nHost: x\r\nContent-Length: {Body.Length}\r\n\r\n{Body}"
            + "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n");
        Expect.Refused(await client.ReadResponseAsync(), 401, "token_missing");

        // The server may close instead of reading the body; what it must not do is answer the body.
        Assert.True(await client.ReadHeadAsync() is null or { Parts: [_, "404", ..] });
        Expect.NothingForwarded(_world);
    }
}
