using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>What may stand in <c>Authorization</c>, and the challenge for everything else.</summary>
public sealed class BearerSyntax(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private readonly World _world = shared.Fresh();

    [Theory]
    [InlineData("/system/functions")]
    [InlineData("/function/echo")]
    [InlineData("/async-function/echo")]
    public async Task A_missing_token_gets_a_bare_challenge(string target)
    {
        var answer = await _world.Call("GET", target).Header("User-Agent: kube-probe/1.27").SendAsync();
        Expect.Refused(answer, 401, "token_missing");
        Assert.DoesNotContain("error", Expect.Challenge(answer), StringComparison.Ordinal);
        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task A_preflight_is_not_let_through()
    {
        var answer = await _world.Call("OPTIONS", "/function/echo").Header("Origin: https://x").Header("Access-Control-Request-Method: POST").SendAsync();
        Expect.Refused(answer, 401, "token_missing");
        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task Two_authorization_headers_are_ambiguous_even_when_both_are_good()
    {
        Ambiguous(await _world.CallWithToken("GET", "/system/functions").Bearer(_world.Token()).SendAsync());
        Ambiguous(await _world.CallWithToken("GET", "/system/functions").Header("authorization: Basic eDp5").SendAsync());
    }

    [Fact]
    public async Task A_list_of_credentials_is_refused()
    {
        var token = _world.Token().Compact();
        var answer = await _world.Call("GET", "/system/functions").Bearer($"{token}, Bearer {token}").SendAsync();
        Expect.RefusedAs400Or401(answer);
        Expect.NothingForwarded(_world);
    }

    [Theory]
    [InlineData("/system/functions?access_token=")]
    [InlineData("/function/echo?a=b&access_token=")]
    public async Task A_token_in_the_query_is_refused_beside_a_header_and_alone(string target)
    {
        var token = _world.Token().Compact();
        Ambiguous(await _world.CallWithToken("GET", target + token).SendAsync());
        var alone = await _world.Call("GET", target + token).SendAsync();
        Expect.RefusedAs400Or401(alone);
        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task A_token_in_a_cookie_is_no_token()
    {
        var answer = await _world.Call("GET", "/system/functions").Header($"Cookie: access_token={_world.Token().Compact()}").SendAsync();
        Expect.Refused(answer, 401, "token_missing");
        Expect.NothingForwarded(_world);
    }

    [Theory]
    [InlineData("Basic YWRtaW46YWRtaW4=")]
    [InlineData("DPoP abc")]
    [InlineData("Negotiate abc")]
    [InlineData("Bearerabc")]
    public async Task Another_scheme_is_not_supported(string value)
    {
        var answer = await _world.Call("GET", "/system/functions").Header($"Authorization: {value}").SendAsync();
        Expect.RefusedAs400Or401(answer, "scheme_unsupported");
        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task The_clusters_own_credential_opens_nothing()
    {
        foreach (var target in new[] { "/system/functions", "/function/echo" })
        {
            var answer = await _world.Call("GET", target).Header($"Authorization: {_world.Upstream.BasicValue}").SendAsync();
            Expect.RefusedAs400Or401(answer);
        }

        Expect.NothingForwarded(_world);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("")]
    public async Task An_empty_token_is_refused_and_not_a_crash(string value)
    {
        // faas-cli without a token sends exactly this.
        var answer = await _world.Call("GET", "/system/functions").Header($"Authorization: {value}").SendAsync();
        Expect.RefusedAs400Or401(answer);
        Expect.NothingForwarded(_world);
    }

    private void Ambiguous(RawResponse answer)
    {
        Expect.RefusedAs400Or401(answer, "token_ambiguous");
        Expect.NothingForwarded(_world);
    }
}
