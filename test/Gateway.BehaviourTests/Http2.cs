using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>HTTP/2 towards the caller, HTTP/1.1 towards OpenFaaS: the same rules, on another wire.</summary>
public sealed class Http2(Http2.SecureWorld shared) : IClassFixture<Http2.SecureWorld>
{
    private readonly World _world = shared.Fresh();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Authority => _world.Gateway.PublicAddress.Authority;

    [Theory]
    [InlineData("/function/echo/a%2Fb/%41?x=%zz&y=a//b", "status 200")]
    [InlineData("/system/functions?namespace=a&namespace=b", "status 200")]
    [InlineData("/system/%2e%2e/function/echo", "status 400")]
    [InlineData("/system/../function/echo", "status 400")]
    [InlineData("//system/functions", "status 400")]
    [InlineData("/system/functions;x", "status 400")]
    [InlineData("/ui/", "status 404")]
    [InlineData("system/functions", "reset 1")]
    [InlineData("*", "reset 1")]
    [InlineData("", "reset 1")]
    [InlineData("http://evil.example/system/functions", "reset 1")]
    [InlineData("/system/a b", "status 400")]
    [InlineData("/system/functions#x", "status 400")]
    [InlineData("/system/h\u00f6", "status 400")]
    public async Task The_path_is_judged_as_it_was_sent_and_sent_as_it_was_judged(string path, string outcome)
    {
        Assert.Equal(outcome, await OutcomeAsync((":method", "GET"), (":scheme", "https"), (":authority", Authority), (":path", path)));
        Assert.Equal(outcome == "status 200" ? [path] : [], _world.Upstream.Requests.Select(request => request.Target));
    }

    [Theory]
    [InlineData("TRACE", "status 405")]
    [InlineData("DEBUG", "status 405")]
    [InlineData("get", "status 405")]
    public async Task A_method_that_is_not_listed_is_refused(string method, string outcome)
    {
        Assert.Equal(outcome, await OutcomeAsync((":method", method), (":scheme", "https"), (":authority", Authority), (":path", "/system/functions")));
        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task No_tunnel_is_opened()
    {
        Assert.NotEqual("status 200", await OutcomeAsync((":method", "CONNECT"), (":authority", "gateway.openfaas:8080")));
        Assert.NotEqual("status 200", await OutcomeAsync((":method", "CONNECT"), (":protocol", "websocket"), (":scheme", "https"), (":authority", Authority), (":path", "/system/functions")));
        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task The_authority_counts_and_a_host_beside_it_reaches_nobody()
    {
        await OutcomeAsync((":method", "GET"), (":scheme", "https"), (":authority", Authority), (":path", "/system/functions"), ("host", "evil.example.com"));
        Assert.All(_world.Upstream.Requests, request => Assert.DoesNotContain("evil", request.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("connection", "authorization")]
    [InlineData("transfer-encoding", "chunked")]
    [InlineData("upgrade", "h2c")]
    [InlineData("upgrade", "websocket")]
    [InlineData("te", "gzip")]
    [InlineData("Authorization", "Basic YWRtaW46YWRtaW4=")]
    [InlineData(":path", "/function/other")]
    [InlineData("x-evil", "a\r\nauthorization: Basic YWRtaW46YWRtaW4=")]
    public async Task A_malformed_field_is_a_malformed_request(string name, string value)
    {
        var outcome = await OutcomeAsync((":method", "GET"), (":scheme", "https"), (":authority", Authority), (":path", "/function/echo"), (name, value));
        Assert.NotEqual("status 200", outcome);
        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task Each_request_of_a_connection_is_judged_alone()
    {
        using var connection = await Http2Connection.ConnectAsync(_world.Gateway.PublicAddress, shared.Authority.Root);
        (string, string)[] bare = [(":method", "GET"), (":scheme", "https"), (":authority", Authority), (":path", "/system/functions")];
        await connection.RequestAsync([.. bare, ("authorization", $"Bearer {_world.Token().Compact()}")]);
        Assert.Equal("status 200", await connection.ReadOutcomeAsync());
        await connection.RequestAsync(bare);
        Assert.Equal("status 401", await connection.ReadOutcomeAsync());
        await connection.RequestAsync([.. bare, ("authorization", $"Bearer {_world.Token().Compact()}"), ("authorization", $"Bearer {_world.Token().Compact()}")]);
        Assert.Equal("status 400", await connection.ReadOutcomeAsync());
        Assert.Single(_world.Upstream.Requests);
    }

    [Fact]
    public async Task Events_arrive_one_by_one_and_trailers_after_them()
    {
        using var seen = new SemaphoreSlim(0);
        _world.Upstream.Script = async exchange =>
        {
            await exchange.StartChunkedAsync("200 OK", "Content-Type: text/event-stream", "Trailer: X-Sum");
            foreach (var part in new[] { "one", "two" })
            {
                await exchange.WriteChunkAsync(part);
                await seen.WaitAsync();
            }

            await exchange.EndChunksAsync("X-Sum: 42");
        };
        using var client = shared.NewClient(_world.Gateway.PublicAddress);
        using var answer = await client.SendAsync(Request(HttpMethod.Get, "/function/events"), HttpCompletionOption.ResponseHeadersRead, Cancel);
        await using var body = await answer.Content.ReadAsStreamAsync(Cancel);
        var buffer = new byte[3];
        foreach (var part in new[] { "one", "two" })
        {
            await body.ReadExactlyAsync(buffer, Cancel).AsTask().WithinLimit("the part arrives");
            Assert.Equal(part, Encoding.ASCII.GetString(buffer));
            seen.Release();
        }

        Assert.Equal(0, await body.ReadAsync(buffer, Cancel));
        Assert.Equal("42", Assert.Single(answer.TrailingHeaders.GetValues("X-Sum")));
    }

    [Fact]
    public async Task A_trailer_that_is_no_header_is_left_out_and_the_answer_is_whole()
    {
        _world.Upstream.Script = async exchange =>
        {
            await exchange.StartChunkedAsync("200 OK");
            await exchange.WriteChunkAsync("whole");
            await exchange.EndChunksAsync("X-Bad: a\u0001b", "X-Good: 1");
        };
        using var client = shared.NewClient(_world.Gateway.PublicAddress);
        using var answer = await client.SendAsync(Request(HttpMethod.Get, "/function/x"), Cancel);
        Assert.Equal("whole", await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(["x-good"], answer.TrailingHeaders.Select(header => header.Key));
    }

    [Fact]
    public async Task A_large_body_arrives_whole_both_ways()
    {
        var sent = new byte[20_000_000];
        new Random(1).NextBytes(sent);
        _world.Upstream.Script = async exchange =>
        {
            await exchange.ReadBodyAsync();
            await exchange.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: {exchange.Request.Body.Length}\r\n\r\n");
            await exchange.WriteAsync(exchange.Request.Body);
        };
        using var client = shared.NewClient(_world.Gateway.PublicAddress);
        using var request = Request(HttpMethod.Post, "/function/echo");
        request.Content = new ByteArrayContent(sent);
        using var answer = await client.SendAsync(request, Cancel);
        var received = await answer.Content.ReadAsByteArrayAsync(Cancel);
        Assert.True(sent.AsSpan().SequenceEqual(received));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_a_broken_stream()
    {
        _world.Upstream.Script = async exchange =>
        {
            await exchange.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
            exchange.Reset();
        };
        using var client = shared.NewClient(_world.Gateway.PublicAddress);
        using var answer = await client.SendAsync(Request(HttpMethod.Get, "/system/functions"), HttpCompletionOption.ResponseHeadersRead, Cancel);
        await Assert.ThrowsAnyAsync<Exception>(() => answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task A_client_that_resets_its_streams_rapidly_disturbs_nobody()
    {
        using var hostile = await Http2Connection.ConnectAsync(_world.Gateway.PublicAddress, shared.Authority.Root);
        try
        {
            for (var i = 0; i < 2_000; i++)
            {
                await hostile.RequestAsync((":method", "GET"), (":scheme", "https"), (":authority", Authority), (":path", "/system/functions"));
                await hostile.ResetAsync();
            }
        }
        catch (IOException)
        {
            // The server has had enough of it.
        }

        using var client = shared.NewClient(_world.Gateway.PublicAddress);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(Request(HttpMethod.Get, "/system/functions"), Cancel)).StatusCode);
        Assert.Single(_world.Upstream.Requests);
    }

    private HttpRequestMessage Request(HttpMethod method, string target)
    {
        var request = new HttpRequestMessage(method, target) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Authorization = new("Bearer", _world.Token().Compact());
        return request;
    }

    private async Task<string> OutcomeAsync(params (string Name, string Value)[] fields)
    {
        using var connection = await Http2Connection.ConnectAsync(_world.Gateway.PublicAddress, shared.Authority.Root);
        await connection.RequestAsync([.. fields, ("authorization", $"Bearer {_world.Token().Compact()}")]);
        return await connection.ReadOutcomeAsync();
    }

    public sealed class SecureWorld : SharedWorld
    {
        private readonly CertificateFiles _files = new();

        public CertificateAuthority Authority { get; } = new();

        public HttpClient NewClient(Uri address)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.Add(Authority.Root);
            return new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } }) { BaseAddress = address };
        }

        protected override void Plan(WorldPlan plan)
        {
            _files.Write(Authority.Issue());
            plan.AllowInvoke().Set("tls_cert_file", _files.CertFile).Set("tls_key_file", _files.KeyFile);
        }
    }
}
