using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>Whose credentials arrive where, and what of the caller's identity must not arrive at all.</summary>
public sealed class CredentialSwap(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private readonly World _world = shared.Fresh();

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task System_gets_exactly_one_basic_authorization_by_any_method(string method)
    {
        Assert.Equal(200, (await _world.CallWithToken(method, "/system/functions").SendAsync()).Status);
        Assert.Equal(method, _world.Upstream.Only.Method);
        Assert.Equal([_world.Upstream.BasicValue], _world.Upstream.Only.Values("Authorization"));
    }

    [Theory]
    [InlineData("/function/echo")]
    [InlineData("/async-function/echo")]
    public async Task Functions_get_no_authorization_in_any_spelling(string target)
    {
        Expect.Passed(await _world.Call("POST", target).Header($"aUTHORIZATION: bearer {_world.Token().Compact()}")
            .Header("Proxy-Authorization: Basic eDp5").Header("Authorization_: x").Header("X_Authorization: x").SendAsync(), _world);
        Assert.DoesNotContain("authorization", _world.Upstream.Only.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/system/functions", false)]
    [InlineData("/function/echo", true)]
    [InlineData("/async-function/echo", true)]
    public async Task A_cookie_is_the_functions_and_not_the_systems(string target, bool forwarded)
    {
        Expect.Passed(await _world.CallWithToken("POST", target).Header("Cookie: a=1; b=2").SendAsync(), _world);
        Assert.Equal(forwarded ? "a=1; b=2" : null, _world.Upstream.Only.Header("Cookie"));
    }

    [Theory]
    [InlineData("/system/functions")]
    [InlineData("/function/echo")]
    [InlineData("/async-function/echo")]
    public async Task Headers_that_could_be_taken_for_others_are_removed(string target)
    {
        string[] suspects =
        [
            "X_Forwarded_User", "X-Forwarded_For", "authorization_", "X_Call_Id", "X-FedGw-Client", "x-fedgw-subject", "X-FEDGW-", "X-HTTP-Method-Override",
            "X-Original-URL", "X-Rewrite-URL", "Proxy-Authorization", "Proxy-Connection", "Keep-Alive",
        ];
        var call = _world.CallWithToken("POST", target);
        foreach (var name in suspects) call.Header($"{name}: suspect-value");
        Expect.Passed(await call.Header("X-Kept: kept").SendAsync(), _world);

        Assert.DoesNotContain("suspect-value", _world.Upstream.Only.ToString(), StringComparison.Ordinal);
        Assert.Equal("kept", _world.Upstream.Only.Header("X-Kept"));
    }

    [Theory]
    [InlineData("Connection: x-hop")]
    [InlineData("Connection: close, X-Hop")]
    [InlineData("Connection: keep-alive,x-hop")]
    [InlineData("Connection: keep-alive\r\nConnection: X-Hop")]
    [InlineData("Connection: X-Hop\r\nConnection: close")]
    public async Task Headers_named_in_connection_are_not_forwarded(string connection)
    {
        Expect.Passed(await _world.CallWithToken("GET", "/function/echo").Header(connection).Header("X-Hop: one").Header("X-Kept: kept").SendAsync(), _world);
        Assert.False(_world.Upstream.Only.Has("X-Hop"));
        Assert.Equal("kept", _world.Upstream.Only.Header("X-Kept"));
    }

    [Fact]
    public async Task A_caller_cannot_strip_our_credential_by_naming_it_in_connection()
    {
        Expect.Passed(await _world.CallWithToken("GET", "/system/functions")
            .Header("Connection: authorization, x-forwarded-for, x-call-id").Header("X-Call-Id: mine").SendAsync(), _world);
        Assert.Equal([_world.Upstream.BasicValue], _world.Upstream.Only.Values("Authorization"));
        Assert.Equal("127.0.0.1", _world.Upstream.Only.Header("X-Forwarded-For"));
    }

    [Fact]
    public async Task Hop_by_hop_headers_and_those_named_in_connection_do_not_reach_the_caller()
    {
        _world.Upstream.Script = exchange => exchange.RespondAsync("200 OK", "ok", "Connection: keep-alive, X-Hop", "X-Hop: secret", "Keep-Alive: timeout=5",
            "Proxy-Authenticate: Basic realm=x", "Proxy-Connection: keep-alive", "Upgrade: h2c", "X-Kept: kept");
        var answer = await _world.CallWithToken("GET", "/function/echo").SendAsync();

        Expect.Passed(answer, _world);
        foreach (var name in new[] { "X-Hop", "Keep-Alive", "Proxy-Authenticate", "Proxy-Connection", "Upgrade" })
            Assert.False(answer.Head.Has(name), $"{name} in {answer}");
        Assert.Equal("kept", answer.Header("X-Kept"));
    }

    [Fact]
    public async Task Each_request_of_a_connection_is_judged_alone()
    {
        using var client = await _world.ConnectAsync();
        await _world.CallWithToken("GET", "/system/functions").SendOnAsync(client);
        Assert.Equal(200, (await client.ReadResponseAsync()).Status);
        await _world.Call("GET", "/system/functions").SendOnAsync(client);
        Expect.Refused(await client.ReadResponseAsync(), 401, "token_missing");
        await _world.Call("GET", "/system/functions").Bearer(_world.Token().WithOneBitOfTheSignatureChanged()).SendOnAsync(client);
        Expect.TokenRefused(await client.ReadResponseAsync(), "signature_invalid");
        Assert.Single(_world.Upstream.Requests);
    }
}
