using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>Where the result of an asynchronous call may be sent: OpenFaaS posts it from inside the cluster to whatever URL it is given.</summary>
public sealed class Callbacks(Callbacks.ListedWorld shared) : IClassFixture<Callbacks.ListedWorld>
{
    private readonly World _world = shared.Fresh();

    [Theory]
    [InlineData("https://hooks.example.com/done?id=1")]
    [InlineData("https://hooks.example.com")]
    [InlineData("https://hooks.example.com?x")]
    [InlineData("HTTPS://Hooks.Example.COM:8443/done")]
    [InlineData("http://hooks.example.com:80/@evil.example.com#evil")]
    [InlineData("http://10.1.2.3:9000/")]
    [InlineData("http://[2001:db8::1]:9000/")]
    [InlineData("http://[2001:DB8:0:0::1]/")]
    public async Task A_listed_host_passes_whatever_the_port(string url)
    {
        var answer = await _world.CallWithToken("POST", "/async-function/echo").Header($"X-Callback-Url: {url}").SendAsync();
        Expect.Passed(answer, _world);
        Assert.Equal(url, _world.Upstream.Only.Header("X-Callback-Url"));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://gateway.openfaas:8080/system/functions")]
    [InlineData("http://hooks.example.com.evil.example/")]
    [InlineData("http://evil.example/hooks.example.com")]
    [InlineData("http://sub.hooks.example.com/")]
    [InlineData("http://hooks.example.com./")]
    [InlineData("http://hooks.example.com@evil.example/")]
    [InlineData("http://hooks.example.com:80@evil.example/")]
    [InlineData("http://hooks.example.com:x@evil.example/")]
    [InlineData("http://evil.example#@hooks.example.com/")]
    [InlineData("http://evil.example\\@hooks.example.com/")]
    [InlineData("http://hooks.example.com\\.evil.example/")]
    [InlineData("http://hooks%2eexample.com/")]
    [InlineData("http:/hooks.example.com/")]
    [InlineData("http:///hooks.example.com/")]
    [InlineData("//hooks.example.com/")]
    [InlineData("hooks.example.com")]
    [InlineData("ftp://hooks.example.com/")]
    [InlineData("http://hooks.example.com:/")]
    [InlineData("http://hooks.example.com:123456/")]
    [InlineData("http://hooks.example.com evil/")]
    [InlineData("http://[2001:db8::1%25eth0]/")]
    [InlineData("http://[hooks.example.com]/")]
    [InlineData("http://0x0a.1.2.3/")]
    [InlineData("http://h\u00f6oks.example.com/")]
    [InlineData("https://hooks.example.com, http://evil.example/")]
    [InlineData("")]
    public async Task Any_other_is_403_and_nothing_is_queued(string url)
    {
        Expect.Forbidden(await _world.CallWithToken("POST", "/async-function/echo").Header($"X-Callback-Url: {url}").SendAsync(), "callback_refused");
        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task Two_callbacks_are_refused_though_both_are_listed()
    {
        var answer = await _world.CallWithToken("POST", "/async-function/echo")
            .Header("X-Callback-Url: https://hooks.example.com/1").Header("x-callback-url: https://hooks.example.com/2").SendAsync();
        Expect.Forbidden(answer, "callback_refused");
        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task No_callback_is_needed() =>
        Expect.Passed(await _world.CallWithToken("POST", "/async-function/echo").SendAsync(), _world);

    [Fact]
    public async Task A_synchronous_call_has_no_callback_to_refuse() =>
        Expect.Passed(await _world.CallWithToken("POST", "/function/echo").Header("X-Callback-Url: http://elsewhere.example/").SendAsync(), _world);

    [Fact]
    public async Task A_wrong_token_is_401_before_a_callback_is_looked_at()
    {
        var answer = await _world.Call("POST", "/async-function/echo").Bearer(_world.Token().Set("aud", "other")).Header("X-Callback-Url: http://elsewhere.example/").SendAsync();
        Expect.TokenRefused(answer, "audience_mismatch");
    }

    [Fact]
    public async Task Without_a_list_any_url_passes()
    {
        await using var world = await World.StartAsync(plan => plan.AllowInvoke());
        var answer = await world.CallWithToken("POST", "/async-function/echo").Header("X-Callback-Url: http://anywhere.example/").SendAsync();
        Expect.Passed(answer, world);
    }

    public sealed class ListedWorld : SharedWorld
    {
        protected override void Plan(WorldPlan plan) => plan.AllowInvoke().Set("callback_hosts", "hooks.example.com,10.1.2.3,[2001:db8::1]");
    }
}
