using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>The sentences that stay true whatever else changes; each has its own test here and its details elsewhere.</summary>
public sealed class Invariants(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private static readonly string[] Prefixes = ["/system/functions", "/function/echo", "/async-function/echo"];

    private readonly World _world = shared.Fresh();

    [Fact]
    public async Task Without_a_permit_nothing_is_forwarded()
    {
        foreach (var target in Prefixes)
        {
            Expect.Refused(await _world.Call("GET", target).SendAsync(), 401, "token_missing");
            Expect.TokenRefused(await _world.Call("GET", target).Bearer(_world.Token().Set("exp", TokenForge.Now - 3600)).SendAsync(), "token_expired");
        }

        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task The_callers_authorization_never_reaches_openfaas()
    {
        var token = _world.Token().Compact();
        foreach (var target in Prefixes) await _world.Call("POST", target).Bearer(token).SendAsync();

        Assert.Equal(3, _world.Upstream.Requests.Count);
        Assert.All(_world.Upstream.Requests, r => Assert.DoesNotContain(token, r.ToString(), StringComparison.Ordinal));
        Assert.All(_world.Upstream.Requests, r => Assert.DoesNotContain("Bearer", r.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_upstream_credential_goes_to_system_only()
    {
        foreach (var target in Prefixes) await _world.CallWithToken("POST", target).SendAsync();

        Assert.Equal([_world.Upstream.BasicValue], _world.Upstream.Requests[0].Values("Authorization"));
        Assert.All(_world.Upstream.Requests.Skip(1), r => Assert.DoesNotContain("Basic", r.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_upstream_credential_never_reaches_a_caller_or_a_log()
    {
        foreach (var target in Prefixes)
        {
            var answer = await _world.CallWithToken("POST", target).SendAsync();
            Assert.DoesNotContain(_world.Upstream.BasicValue[6..], answer.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(_world.Upstream.Password, answer.ToString(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(_world.Upstream.BasicValue[6..], _world.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_world.Upstream.Password, _world.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_public_by_omission()
    {
        foreach (var target in new[] { "/", "/ui/", "/metrics", "/readyz", "/oauth/token", "/systemx", "/no/such/path" })
            Expect.Refused(await _world.CallWithToken("GET", target).SendAsync(), 404, "not_exposed");

        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task An_unknown_path_shape_is_refused_and_not_normalised()
    {
        foreach (var target in new[] { "/system/../function/echo", "/system//functions", "/function/a/%2e%2e/b", "/system/functions%2f" })
            Expect.Refused(await _world.CallWithToken("GET", target).SendAsync(), 400, "target_invalid");

        Expect.NothingForwarded(_world);
    }

    [Theory]
    [InlineData("/system/functions?namespace=a&x=%2e%2e/;%zz")]
    [InlineData("/function/echo.ns/a%2Fb;c//d%20e?f=g%2fh")]
    public async Task What_is_classified_is_what_is_sent(string target)
    {
        Expect.Passed(await _world.CallWithToken("GET", target).SendAsync(), _world);
        Assert.Equal(target, _world.Upstream.Only.Target);
    }

    [Fact]
    public async Task No_keys_means_503_and_not_ready_and_never_allow()
    {
        await using var world = await World.StartAsync(w => w.AllowInvoke().IssuerDown());
        foreach (var target in Prefixes)
            Expect.Refused(await world.CallWithToken("GET", target).SendAsync(), 503, "keys_unavailable");

        Assert.False(await world.IsReadyAsync());
        Expect.NothingForwarded(world);
    }

    [Fact]
    public async Task A_refusal_says_why_in_a_code_and_nothing_else()
    {
        const string Marker = "marker-4711";
        foreach (var claim in new[] { "iss", "aud", "sub", "azp", "client_id", "jti", "typ" })
        {
            var token = _world.Token().Set("aud", "elsewhere").Set(claim, Marker).SetHeader("kid", Marker);
            var answer = await _world.Call("GET", "/system/functions").Bearer(token).SendAsync();
            Expect.TokenRefused(answer);
            Assert.DoesNotContain(Marker, answer.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_body_is_buffered()
    {
        var firstPart = new TaskCompletionSource();
        _world.Upstream.Script = async exchange =>
        {
            await exchange.ReadPartAsync();
            firstPart.SetResult();
            await exchange.RespondAsync("200 OK", "ok");
        };
        using var client = await _world.CallWithToken("POST", "/system/functions").Header("Transfer-Encoding: chunked").OpenAsync();
        await client.SendChunkAsync("a");
        await firstPart.Task.WithinLimit("the first chunk reaches the upstream while the second is unwritten");
        await client.SendAsync("0\r\n\r\n");
        Assert.Equal(200, (await client.ReadResponseAsync()).Status);
    }

    [Fact]
    public async Task Streams_work_or_are_refused_and_never_half()
    {
        var answer = await _world.CallWithToken("GET", "/system/logs").Header("Connection: Upgrade").Header("Upgrade: websocket").SendAsync();
        Expect.Refused(answer, 400, "upgrade_refused");
        Expect.NothingForwarded(_world);
    }
}
