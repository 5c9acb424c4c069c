using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>Behind a load balancer: its word about the caller counts, and only as far as its own hand reaches.</summary>
public sealed class TrustedProxies : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync() =>
        _world = await World.StartAsync(plan => plan.AllowInvoke().Set("debug", "true").Set("trusted_proxies", "127.0.0.0/8,10.0.0.0/8,2001:db8::/32"));

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("/system/functions")]
    [InlineData("/function/echo")]
    public async Task What_a_trusted_proxy_says_goes_on_with_the_proxy_added(string target)
    {
        var answer = await _world.CallWithToken("GET", target)
            .Header("X-Forwarded-For: 203.0.113.9, 10.0.0.7").Header("X-Forwarded-Host: customer.example.com").Header("X-Forwarded-Proto: https")
            .Header("X-Real-IP: 203.0.113.9").Header("Forwarded: for=203.0.113.9;proto=https").SendAsync();

        Expect.Passed(answer, _world);
        var request = _world.Upstream.Only;
        Assert.Equal(["203.0.113.9, 10.0.0.7, 127.0.0.1"], request.Values("X-Forwarded-For"));
        Assert.Equal(["customer.example.com"], request.Values("X-Forwarded-Host"));
        Assert.Equal(["https"], request.Values("X-Forwarded-Proto"));
        Assert.Equal(["203.0.113.9"], request.Values("X-Real-IP"));
        Assert.Equal(["for=203.0.113.9;proto=https"], request.Values("Forwarded"));
    }

    [Fact]
    public async Task Several_lines_are_one_chain()
    {
        await _world.CallWithToken("GET", "/system/functions").Header("X-Forwarded-For: 203.0.113.9").Header("X-Forwarded-For: 10.0.0.7").SendAsync();
        Assert.Equal(["203.0.113.9, 10.0.0.7, 127.0.0.1"], _world.Upstream.Only.Values("X-Forwarded-For"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    public async Task An_empty_chain_is_none(string chain)
    {
        await _world.CallWithToken("GET", "/system/functions").Header($"X-Forwarded-For: {chain}").SendAsync();
        Assert.Equal("127.0.0.1", _world.Upstream.Only.Header("X-Forwarded-For"));
    }

    [Fact]
    public async Task What_it_does_not_say_is_told_from_the_socket()
    {
        await _world.CallWithToken("GET", "/system/functions").SendAsync();
        var request = _world.Upstream.Only;
        Assert.Equal("127.0.0.1", request.Header("X-Forwarded-For"));
        Assert.Equal("127.0.0.1", request.Header("X-Real-IP"));
        Assert.Equal(_world.Gateway.PublicAddress.Authority, request.Header("X-Forwarded-Host"));
        Assert.Equal("http", request.Header("X-Forwarded-Proto"));
        Assert.False(request.Has("Forwarded"));
    }

    [Theory]
    [InlineData("evil\" x=\"y", "gopher")]
    [InlineData("a b", "")]
    [InlineData("user@evil.example.com", "https evil")]
    [InlineData("", "javascript")]
    public async Task A_host_or_scheme_that_is_none_is_not_believed(string host, string scheme)
    {
        await _world.CallWithToken("GET", "/system/functions").Header($"X-Forwarded-Host: {host}").Header($"X-Forwarded-Proto: {scheme}").SendAsync();
        Assert.Equal(_world.Gateway.PublicAddress.Authority, _world.Upstream.Only.Header("X-Forwarded-Host"));
        Assert.Equal("http", _world.Upstream.Only.Header("X-Forwarded-Proto"));
    }

    [Fact]
    public async Task Of_several_hosts_the_proxys_own_counts()
    {
        await _world.CallWithToken("GET", "/system/functions").Header("X-Forwarded-Host: evil.example.com, customer.example.com").SendAsync();
        Assert.Equal("customer.example.com", _world.Upstream.Only.Header("X-Forwarded-Host"));
    }

    [Fact]
    public async Task The_challenge_names_the_url_that_the_caller_used()
    {
        var answer = await _world.Call("GET", "/system/functions").Header("X-Forwarded-Host: customer.example.com").Header("X-Forwarded-Proto: https").SendAsync();
        Assert.Equal("Bearer resource_metadata=\"https://customer.example.com/.well-known/oauth-protected-resource\"", answer.Header("WWW-Authenticate"));
    }

    [Theory]
    [InlineData("6.6.6.6, 203.0.113.9", "203.0.113.9")]
    [InlineData("6.6.6.6, 203.0.113.9:4711, 10.1.2.3", "203.0.113.9")]
    [InlineData("6.6.6.6, [2001:db9::1]:443, 2001:db8::7", "2001:db9::1")]
    [InlineData("10.0.0.9, 10.0.0.8", "10.0.0.9")]
    [InlineData("6.6.6.6, unknown", "127.0.0.1")]
    [InlineData("6.6.6.6, 1", "127.0.0.1")]
    [InlineData("6.6.6.6, fe80::1%eth0", "127.0.0.1")]
    [InlineData("6.6.6.6, 10.0.0.9\u00e4", "127.0.0.1")]
    public async Task The_log_names_the_socket_and_the_nearest_address_that_is_no_trusted_proxy(string chain, string origin)
    {
        await _world.Call("GET", "/system/functions").Header($"X-Forwarded-For: {chain}").Header("X-Call-Id: one-of-many").SendAsync();
        await Eventually.TrueAsync(() => _world.Log.Text.Contains($"peer=127.0.0.1 origin={origin} call_id=one-of-many", StringComparison.Ordinal), "the refusal is logged");
        Assert.DoesNotContain("6.6.6.6", _world.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_beyond_the_networks_is_not_believed()
    {
        await using var world = await World.StartAsync(plan => plan.Set("trusted_proxies", "10.0.0.0/8,127.0.0.2"));
        await world.CallWithToken("GET", "/system/functions").Header("X-Forwarded-For: 203.0.113.9").Header("Forwarded: for=203.0.113.9").SendAsync();
        Assert.Equal("127.0.0.1", world.Upstream.Only.Header("X-Forwarded-For"));
        Assert.False(world.Upstream.Only.Has("Forwarded"));
    }

    [Fact]
    public async Task A_header_that_connection_names_does_not_become_a_fact()
    {
        await _world.CallWithToken("GET", "/system/functions").Header("X-Forwarded-For: 203.0.113.9").Header("Connection: x-forwarded-for").SendAsync();
        Assert.Equal(["203.0.113.9, 127.0.0.1"], _world.Upstream.Only.Values("X-Forwarded-For"));
    }
}
