using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>
/// The raw request target decides: refused, unknown, or forwarded byte for byte. Non-ASCII characters here stand for single bytes.
/// </summary>
public sealed class Targets(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private readonly World _world = shared.Fresh();

    [Theory]
    [InlineData("/system/../function/figlet")]
    [InlineData("/system/%2e%2e/function/figlet")]
    [InlineData("/system/.%2E/functions")]
    [InlineData("/system/./functions")]
    [InlineData("/system/functions/..")]
    [InlineData("/system/functions/.")]
    [InlineData("/system/%2E")]
    [InlineData("/system/..%2ffunction/figlet")]
    [InlineData("/system/a%2Fb")]
    [InlineData("/system/a%5cb")]
    [InlineData("/system/a%5Cb")]
    [InlineData("/system/a%252fb")]
    [InlineData("/system/functions%00")]
    [InlineData("/system//functions")]
    [InlineData("/system/functions//")]
    [InlineData("/system/functions;x=1")]
    [InlineData("/system/functions\\x")]
    [InlineData("/system/functions#frag")]
    [InlineData("/system/functions%zz")]
    [InlineData("/system/functions%")]
    [InlineData("/system/functions%2")]
    [InlineData("/system/caf\u00e9")]
    [InlineData("/system/caf\u00c3\u00a9")]
    [InlineData("/system/a\u0001b")]
    [InlineData("/system/a\u007fb")]
    [InlineData("/function/../system/functions")]
    [InlineData("/function/%2e%2e/system/functions")]
    [InlineData("/function/..%2fsystem/functions")]
    [InlineData("/function/%65cho")]
    [InlineData("/function/a;b")]
    [InlineData("/function/a\\b")]
    [InlineData("/function/\\..\\system")]
    [InlineData("/function/%5c..%5csystem")]
    [InlineData("/function/a%5Cb")]
    [InlineData("/function/a%2Fb")]
    [InlineData("/function/a@b")]
    [InlineData("/function/x/../../system/info")]
    [InlineData("/function/x/..")]
    [InlineData("/function/x/.")]
    [InlineData("/function/x/./y")]
    [InlineData("/function/x/%2e%2e/y")]
    [InlineData("/function/x/.%2E/y")]
    [InlineData("/function/x/%2E/y")]
    [InlineData("/function/x/..%2fy")]
    [InlineData("/function/x/a%2f..%2fy")]
    [InlineData("/function/x/%252e%252e/y")]
    [InlineData("/function/x/..%252fsystem%252ffunctions")]
    [InlineData("/function/x/a%00")]
    [InlineData("/function/x/a%zz")]
    [InlineData("/function/x/a%")]
    [InlineData("/function/x/a\\b")]
    [InlineData("/function/x/a#b")]
    [InlineData("/function/x/caf\u00e9")]
    [InlineData("/async-function/x/../y")]
    [InlineData("/async-function/a;b")]
    [InlineData("http://127.0.0.1/system/functions")]
    [InlineData("http://evil.example.com/function/x")]
    public async Task A_target_that_is_not_in_normal_form_is_400(string target)
    {
        var answer = await _world.CallWithToken("GET", target).SendAsync();
        // Kestrel itself refuses some of them before the gateway sees a request.
        if (answer.Body.Length == 0) Assert.Equal(400, answer.Status);
        else Expect.Refused(answer, 400, "target_invalid");
        Expect.NothingForwarded(_world);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/ui/")]
    [InlineData("/ui")]
    [InlineData("/metrics")]
    [InlineData("/readyz")]
    [InlineData("/livez")]
    [InlineData("/healthz/")]
    [InlineData("/oauth/token")]
    [InlineData("/systemx")]
    [InlineData("/systemx/functions")]
    [InlineData("/functionx")]
    [InlineData("/function-x/y")]
    [InlineData("/async-functionx/y")]
    [InlineData("/async/x")]
    [InlineData("/SYSTEM/functions")]
    [InlineData("/System/functions")]
    [InlineData("/Function/x")]
    [InlineData("/Healthz")]
    [InlineData("/favicon.ico")]
    [InlineData("/.well-known/openid-configuration")]
    public async Task Anything_else_is_404(string target)
    {
        Expect.Refused(await _world.CallWithToken("GET", target).SendAsync(), 404, "not_exposed");
        Expect.Refused(await _world.Call("GET", target).SendAsync(), 404, "not_exposed");
        Expect.NothingForwarded(_world);
    }

    [Theory]
    [InlineData("/%73ystem/functions")]
    [InlineData("/syste%6D/functions")]
    [InlineData("//system/functions")]
    [InlineData("///")]
    [InlineData("/./system/functions")]
    [InlineData("/x/../system/functions")]
    [InlineData("/system;/functions")]
    [InlineData("/system")]
    [InlineData("/system%2ffunctions")]
    [InlineData("/function")]
    [InlineData("/function/")]
    [InlineData("/function//system/functions")]
    [InlineData("/function/?x")]
    public async Task A_target_that_only_resembles_an_exposed_one_is_400_or_404(string target)
    {
        Expect.RefusedAs400Or404(await _world.CallWithToken("GET", target).SendAsync(), "target_invalid", "not_exposed");
        Expect.NothingForwarded(_world);
    }

    [Theory]
    [InlineData("/system/functions")]
    [InlineData("/system/functions/")]
    [InlineData("/system/function/echo.openfaas-fn?usage=1")]
    [InlineData("/system/namespace/")]
    [InlineData("/system/functions?namespace=a&namespace=b")]
    [InlineData("/system/functions?x=%zz;&y=%2e%2e//../.;")]
    [InlineData("/system/functions?")]
    [InlineData("/system/logs?name=a&follow=1&since=2026-01-01T00:00:00Z")]
    [InlineData("/system/function/a%20b")]
    [InlineData("/function/echo")]
    [InlineData("/function/echo/")]
    [InlineData("/function/echo?x=1")]
    [InlineData("/function/echo?")]
    [InlineData("/function/Echo_1.my-ns/a/b")]
    [InlineData("/function/echo//a///b")]
    [InlineData("/function/echo/a%2Fb%2fc")]
    [InlineData("/function/echo/a%252Fb")]
    [InlineData("/function/echo/a%5Cb")]
    [InlineData("/function/echo/a%3Fb%23c")]
    [InlineData("/function/echo/caf%C3%A9")]
    [InlineData("/function/echo/%41%7E~")]
    [InlineData("/function/echo/a;b=c,d:e@f!$&'()*+=")]
    [InlineData("/function/echo/.hidden/..a/a../...")]
    [InlineData("/function/echo?next=/../%2e%2e/;a=b&c=%")]
    [InlineData("/async-function/echo/a%2Fb?x=%zz")]
    public async Task An_exposed_target_is_forwarded_byte_for_byte(string target)
    {
        Expect.Passed(await _world.CallWithToken("POST", target).SendAsync(), _world);
        Assert.Equal(target, _world.Upstream.Only.Target);
    }

    [Theory]
    [InlineData("TRACE", "/system/functions")]
    [InlineData("BREW", "/system/functions")]
    [InlineData("get", "/system/functions")]
    [InlineData("PROPFIND", "/function/echo")]
    [InlineData("TRACE", "/function/echo")]
    [InlineData("LINK", "/async-function/echo")]
    public async Task Another_method_is_405_and_says_which_are_allowed(string method, string target)
    {
        var answer = await _world.CallWithToken(method, target).SendAsync();
        Expect.Refused(answer, 405, "method_refused");
        var allowed = Assert.IsType<string>(answer.Header("Allow"), exactMatch: false).Split(',', StringSplitOptions.TrimEntries);
        Assert.Equal(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"], allowed.Order());
        Expect.NothingForwarded(_world);
    }

    [Theory]
    [InlineData("OPTIONS", "*")]
    [InlineData("CONNECT", "127.0.0.1:80")]
    public async Task Other_forms_of_a_target_are_refused(string method, string target)
    {
        var answer = await _world.CallWithToken(method, target).SendAsync();
        Assert.True(answer.Status is 400 or 404 or 405, answer.ToString());
        Expect.NothingForwarded(_world);
    }
}
