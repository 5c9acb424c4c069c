using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>The caller's headers on their way to OpenFaaS: unchanged, except for the few that say who is calling.</summary>
public sealed class RequestHeaders(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private readonly World _world = shared.Fresh();

    [Theory]
    [InlineData("/system/functions")]
    [InlineData("/function/echo")]
    [InlineData("/async-function/echo")]
    public async Task Forwarding_headers_are_rewritten_from_the_socket(string target)
    {
        using var client = await _world.ConnectAsync();
        await client.SendAsync($"POST {target} HTTP/1.1\r\nHost: customer.example.com:8443\r\nAuthorization: Bearer {_world.Token().Compact()}\r\n"
            + "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 7.7.7.7\r\nx-forwarded-host: evil\r\nX-Forwarded-Proto: evil\r\n"
            + "Forwarded: for=6.6.6.6;host=evil;proto=evil\r\nX-Real-IP: 6.6.6.6\r\n\r\n");
        Expect.Passed(await client.ReadResponseAsync(), _world);

        var request = _world.Upstream.Only;
        Assert.Equal("127.0.0.1", request.Header("X-Forwarded-For"));
        Assert.Equal("customer.example.com:8443", request.Header("X-Forwarded-Host"));
        Assert.Equal("http", request.Header("X-Forwarded-Proto"));
        Assert.DoesNotContain("6.6.6.6", request.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("evil", request.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_id_is_forwarded()
    {
        Expect.Passed(await _world.CallWithToken("POST", "/function/echo").Header("X-Call-Id: my-own-id").SendAsync(), _world);
        Assert.Equal("my-own-id", _world.Upstream.Only.Header("X-Call-Id"));
    }

    [Theory]
    [InlineData("/system/functions")]
    [InlineData("/function/echo")]
    public async Task A_call_id_is_made_when_absent_and_never_twice_the_same(string target)
    {
        await _world.CallWithToken("GET", target).SendAsync();
        await _world.CallWithToken("GET", target).SendAsync();
        var ids = _world.Upstream.Requests.Select(r => r.Header("X-Call-Id")).ToArray();
        Assert.All(ids, id => Assert.False(string.IsNullOrWhiteSpace(id)));
        Assert.Equal(2, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("text/event-stream")]
    [InlineData("text/event-stream;q=1.0 ,  */*;q=0.10")]
    [InlineData("*/*, text/event-stream")]
    [InlineData("TEXT/Event-Stream")]
    [InlineData("application/json;charset=UTF-8 ,text/plain")]
    [InlineData("not a media type at all")]
    public async Task Accept_keeps_its_bytes(string accept)
    {
        foreach (var target in new[] { "/system/functions", "/function/echo" })
            Assert.Equal(200, (await _world.CallWithToken("GET", target).Header($"Accept: {accept}").SendAsync()).Status);

        Assert.All(_world.Upstream.Requests, r => Assert.Equal(accept, r.Header("Accept")));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br;q=1.0, gzip;q=0.50 , *;q=0")]
    [InlineData("GZIP,deflate")]
    [InlineData("identity")]
    public async Task Accept_encoding_keeps_its_bytes(string value)
    {
        Expect.Passed(await _world.CallWithToken("GET", "/function/echo").Header($"Accept-Encoding: {value}").SendAsync(), _world);
        Assert.Equal(value, _world.Upstream.Only.Header("Accept-Encoding"));
    }

    [Fact]
    public async Task Several_accept_lines_keep_their_order()
    {
        Expect.Passed(await _world.CallWithToken("GET", "/function/echo").Header("Accept: text/event-stream").Header("Accept: */*;q=0.1").SendAsync(), _world);
        Assert.Equal("text/event-stream,*/*;q=0.1", string.Join(',', _world.Upstream.Only.Values("Accept")).Replace(", ", ",", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_caller_did_not_say_is_not_said_for_it()
    {
        Expect.Passed(await _world.CallWithToken("GET", "/function/echo").SendAsync(), _world);
        foreach (var name in new[] { "Accept", "Accept-Encoding", "Accept-Language", "Cookie", "Content-Type", "Via", "Origin", "Referer", "Expect" })
            Assert.False(_world.Upstream.Only.Has(name), $"{name} in {_world.Upstream.Only}");
    }

    [Theory]
    [InlineData("X-Plain: plain")]
    [InlineData("X-Inner-Blanks: a  b\tc ,  d")]
    [InlineData("X-Utf8: caf\u00c3\u00a9")]
    [InlineData("X-Latin1: caf\u00e9")]
    [InlineData("X-Callback-Url: http://192.168.0.1:8080/function/next")]
    [InlineData("X-Start-Time: 1")]
    [InlineData("X-Hub-Signature-256: sha256=abc==")]
    [InlineData("User-Agent: faas-cli/0.18.0 (openfaas; linux; amd64) odd/(/")]
    [InlineData("Content-Type: application/json;charset=UTF-8 ; boundary=\"a b\"")]
    [InlineData("Content-Encoding: x-odd")]
    [InlineData("Content-Language: de , en")]
    [InlineData("Content-MD5: not-base64")]
    [InlineData("Content-Disposition: attachment; filename=a b.txt")]
    [InlineData("Last-Modified: yesterday")]
    [InlineData("Expires: 0")]
    [InlineData("If-None-Match: W/\"abc\",*")]
    [InlineData("If-Modified-Since: not a date")]
    [InlineData("Range: bytes=0-1,5-")]
    [InlineData("Date: Mon, 1 Jan 2001 00:00:00 GMT")]
    [InlineData("Origin: https://x.example.com")]
    [InlineData("Cache-Control: max-age=0 ,no-cache")]
    [InlineData("traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("traceresponse: x")]
    public async Task Any_other_header_keeps_its_bytes(string line)
    {
        var header = HeaderLine.Parse(line);
        foreach (var target in new[] { "/system/functions", "/function/echo" })
        {
            _world.Upstream.Forget();
            Expect.Passed(await _world.CallWithToken("POST", target).Header(line).Body("{}").SendAsync(), _world);
            Assert.Equal([header.Value], _world.Upstream.Only.Values(header.Name));
        }
    }

    [Fact]
    public async Task Several_headers_of_one_name_keep_their_order()
    {
        Expect.Passed(await _world.CallWithToken("GET", "/function/echo").Header("X-Many: 1").Header("x-many: 2, 3").Header("X-Many: 4").SendAsync(), _world);
        Assert.Equal("1,2,3,4", string.Join(',', _world.Upstream.Only.Values("X-Many")).Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_header_stays_an_empty_header()
    {
        Expect.Passed(await _world.CallWithToken("GET", "/function/echo").Header("X-Empty:").SendAsync(), _world);
        Assert.Equal([""], _world.Upstream.Only.Values("X-Empty"));
    }

    [Fact]
    public async Task A_body_keeps_the_way_its_length_is_told()
    {
        Expect.Passed(await _world.CallWithToken("POST", "/function/echo").Body("12345").SendAsync(), _world);
        Assert.Equal("5", _world.Upstream.Only.Header("Content-Length"));
        Assert.False(_world.Upstream.Only.Has("Transfer-Encoding"));
    }
}
