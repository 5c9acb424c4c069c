using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>OpenFaaS's own answers reach the caller as they are.</summary>
public sealed class Answers(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private readonly World _world = shared.Fresh();

    [Theory]
    [InlineData("200 OK")]
    [InlineData("201 Created")]
    [InlineData("202 Accepted")]
    [InlineData("400 Bad Request")]
    [InlineData("403 Forbidden")]
    [InlineData("404 Not Found")]
    [InlineData("405 Method Not Allowed")]
    [InlineData("409 Conflict")]
    [InlineData("418 I'm a teapot")]
    [InlineData("422 Unprocessable Entity")]
    [InlineData("429 Too Many Requests")]
    [InlineData("500 Internal Server Error")]
    [InlineData("501 Not Implemented")]
    [InlineData("502 Bad Gateway")]
    [InlineData("503 Service Unavailable")]
    public async Task A_status_passes_unchanged_with_its_body_and_headers(string status)
    {
        foreach (var target in new[] { "/system/function/x", "/function/x" })
        {
            _world.Upstream.Script = exchange => exchange.RespondAsync(status, "the \u00ff body", "Content-Type: text/x-odd;a=B", "X-Duration-Seconds: 0.012345",
                "X-Call-Id: theirs", "Set-Cookie: a=1; Path=/", "Set-Cookie: b=2", "Server: openfaas", "Retry-After: 7", "X-Openfaas-Internal: proxy");
            var answer = await _world.CallWithToken("GET", target).SendAsync();

            Assert.Equal(status[..3], answer.Head.Parts[1]);
            Assert.Equal("the \u00ff body"u8.Length - 1, answer.Body.Length);
            Assert.Equal(0xff, answer.Body[4]);
            Assert.Equal("text/x-odd;a=B", answer.Header("Content-Type"));
            Assert.Equal("0.012345", answer.Header("X-Duration-Seconds"));
            Assert.Equal("theirs", answer.Header("X-Call-Id"));
            Assert.Equal(["a=1; Path=/", "b=2"], answer.Head.Values("Set-Cookie"));
            Assert.Equal("openfaas", answer.Header("Server"));
            Assert.Equal("7", answer.Header("Retry-After"));
            Assert.Equal("proxy", answer.Header("X-Openfaas-Internal"));
        }
    }

    [Theory]
    [InlineData("204 No Content")]
    [InlineData("304 Not Modified")]
    public async Task A_status_without_a_body_passes(string status)
    {
        _world.Upstream.Script = exchange => exchange.WriteAsync($"HTTP/1.1 {status}\r\nX-Kept: yes\r\n\r\n");
        var answer = await _world.CallWithToken("GET", "/function/x").SendAsync();
        Assert.Equal(status[..3], answer.Head.Parts[1]);
        Assert.Equal("yes", answer.Header("X-Kept"));
    }

    [Fact]
    public async Task An_answer_to_HEAD_keeps_its_length_and_has_no_body()
    {
        var answer = await _world.CallWithToken("HEAD", "/function/x").SendAsync();
        Assert.Equal((200, "2"), (answer.Status, answer.Header("Content-Length")));
    }

    [Theory]
    [InlineData("X-Utf8: caf\u00c3\u00a9")]
    [InlineData("X-Latin1: caf\u00e9")]
    [InlineData("X-Inner: a  b ,c")]
    [InlineData("X-Empty:")]
    [InlineData("Content-Language: de , en")]
    [InlineData("Expires: 0")]
    [InlineData("Content-Encoding: gzip")]
    public async Task A_response_header_keeps_its_bytes(string line)
    {
        var header = HeaderLine.Parse(line);
        _world.Upstream.Script = exchange => exchange.RespondAsync("200 OK", "ok", line);
        var answer = await _world.CallWithToken("GET", "/function/x").SendAsync();
        Expect.Passed(answer, _world);
        Assert.Equal([header.Value], answer.Head.Values(header.Name));
    }

    [Theory]
    [InlineData("301 Moved Permanently")]
    [InlineData("302 Found")]
    [InlineData("307 Temporary Redirect")]
    [InlineData("308 Permanent Redirect")]
    public async Task A_functions_redirect_passes_and_is_not_followed(string status)
    {
        _world.Upstream.Script = exchange => exchange.RespondAsync(status, "", "Location: /system/functions");
        var answer = await _world.CallWithToken("GET", "/function/x").SendAsync();
        Assert.Equal((status[..3], "/system/functions"), (answer.Head.Parts[1], answer.Header("Location")));
        Assert.Single(_world.Upstream.Requests);
    }

    [Theory]
    [InlineData("301 Moved Permanently")]
    [InlineData("308 Permanent Redirect")]
    public async Task A_redirect_on_system_is_neither_relayed_nor_followed(string status)
    {
        _world.Upstream.Script = exchange => exchange.RespondAsync(status, "", "Location: /function/x");
        var answer = await _world.CallWithToken("GET", "/system/functions").SendAsync();
        Expect.Refused(answer, 502, "upstream_redirect");
        Assert.False(answer.Head.Has("Location"));
        Assert.Single(_world.Upstream.Requests);
    }

    [Fact]
    public async Task A_functions_own_401_passes_with_its_challenge()
    {
        _world.Upstream.Script = exchange => exchange.RespondAsync("401 Unauthorized", "mine", "WWW-Authenticate: Basic realm=\"my function\"");
        var answer = await _world.CallWithToken("GET", "/function/x").SendAsync();
        Assert.Equal((401, "mine", "Basic realm=\"my function\""), (answer.Status, answer.Text, answer.Header("WWW-Authenticate")));
    }

    [Fact]
    public async Task A_refusal_is_text_unless_json_is_preferred()
    {
        foreach (var accept in new[] { "X-None: 1", "Accept: */*", "Accept: text/plain, application/json", "Accept: text/html" })
        {
            var text = await _world.Call("GET", "/system/functions").Header(accept).SendAsync();
            Assert.StartsWith("text/plain", text.Header("Content-Type"), StringComparison.Ordinal);
            Assert.StartsWith("token_missing", text.Text, StringComparison.Ordinal);
        }

        foreach (var accept in new[] { "application/json", "application/problem+json", "application/json, text/plain" })
        {
            var problem = await _world.Call("GET", "/system/functions").Header($"Accept: {accept}").SendAsync();
            Assert.Equal("application/problem+json", problem.Header("Content-Type")?.Split(';')[0]);
            Assert.Equal((401, "token_missing"), (problem.Json.GetProperty("status").GetInt32(), problem.Json.GetProperty("reason").GetString()));
        }
    }
}
