using System.Text;
using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>WebSockets are the function's affair; nothing is ever tunnelled to <c>/system</c>.</summary>
public sealed class Upgrades(SharedWorld shared) : IClassFixture<SharedWorld>
{
    // The key and its answer from RFC 6455, section 1.3.
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";
    private const string Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private readonly World _world = shared.Fresh();

    [Fact]
    public async Task A_websocket_to_a_function_is_a_tunnel_without_credentials()
    {
        _world.Upstream.Script = async exchange =>
        {
            await exchange.WriteAsync($"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: {Accept}\r\n\r\n");
            while (await exchange.ReadRawAsync() is { } bytes) await exchange.WriteAsync(bytes);
            exchange.Close();
        };
        using var client = await WebSocket("/function/chat").OpenAsync();
        var head = await client.ReadHeadAsync();
        Assert.Equal("101", head!.Parts[1]);
        Assert.Equal(Accept, head.Value("Sec-WebSocket-Accept"));
        foreach (var word in new[] { "frame one", "frame two" })
        {
            await client.SendAsync(word);
            Assert.Equal(word, Encoding.ASCII.GetString((await client.ReadRawAsync())!));
        }

        Assert.Equal(Key, _world.Upstream.Only.Header("Sec-WebSocket-Key"));
        Assert.False(_world.Upstream.Only.Has("Authorization"));
    }

    [Fact]
    public async Task A_function_that_refuses_the_upgrade_answers_for_itself()
    {
        _world.Upstream.Script = exchange => exchange.RespondAsync("426 Upgrade Required", "no");
        var answer = await WebSocket("/function/chat").SendAsync();
        Assert.Equal((426, "no"), (answer.Status, answer.Text));
    }

    [Theory]
    [InlineData("websocket")]
    [InlineData("h2c")]
    [InlineData("SPDY/3.1")]
    public async Task An_upgrade_on_system_is_refused(string protocol)
    {
        var answer = await _world.CallWithToken("GET", "/system/functions").Header("Connection: Upgrade").Header($"Upgrade: {protocol}").SendAsync();
        Expect.Refused(answer, 400, "upgrade_refused");
        Expect.NothingForwarded(_world);
    }

    [Theory]
    [InlineData("/system/functions")]
    [InlineData("/function/x")]
    public async Task An_upgrade_without_its_header_is_refused(string target)
    {
        var answer = await _world.CallWithToken("GET", target).Header("Connection: Upgrade").SendAsync();
        Expect.Refused(answer, 400, "upgrade_refused");
        Expect.NothingForwarded(_world);
    }

    [Theory]
    [InlineData("/system/functions")]
    [InlineData("/function/x")]
    public async Task An_upgrade_that_nobody_asked_for_is_502_and_no_tunnel(string target)
    {
        _world.Upstream.Script = exchange => exchange.WriteAsync("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
        Expect.Refused(await _world.CallWithToken("GET", target).SendAsync(), 502, "upstream_invalid");
    }

    [Fact]
    public async Task A_websocket_needs_a_token_like_everything_else()
    {
        var answer = await _world.Call("GET", "/function/chat").Header("Connection: Upgrade").Header("Upgrade: websocket").SendAsync();
        Expect.Refused(answer, 401, "token_missing");
        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task Cleartext_http2_is_never_tunnelled()
    {
        var answer = await _world.CallWithToken("GET", "/function/x").Header("Connection: Upgrade, HTTP2-Settings").Header("Upgrade: h2c")
            .Header("HTTP2-Settings: AAMAAABkAAQAAP__").SendAsync();
        Assert.NotEqual(101, answer.Status);
        Assert.All(_world.Upstream.Requests, r => Assert.False(r.Has("HTTP2-Settings")));
        Assert.All(_world.Upstream.Requests, r => Assert.False(r.Has("Upgrade")));
    }

    private WireRequest WebSocket(string target) => _world.CallWithToken("GET", target)
        .Header("Connection: Upgrade").Header("Upgrade: websocket").Header("Sec-WebSocket-Version: 13").Header($"Sec-WebSocket-Key: {Key}");
}
