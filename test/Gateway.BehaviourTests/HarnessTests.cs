using System.Net;
using System.Text;
using System.Text.Json;
using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>The instruments measured against each other, without a gateway between them: what they report is what was sent.</summary>
public sealed class HarnessTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_upstream_records_the_target_and_the_header_lines_as_sent()
    {
        await using var upstream = RecordingUpstream.Start();
        var answer = await new WireRequest(upstream.Address, "PUT", "/function/a/..%2f//?x=%zz;&")
            .Header("x-Twice:  1 ").Header("X-TWICE: 2").Body("body").SendAsync();

        Assert.Equal(200, answer.Status);
        Assert.Equal("/function/a/..%2f//?x=%zz;&", upstream.Only.Target);
        Assert.Equal(["1", "2"], upstream.Only.Values("x-twice"));
        Assert.Contains(new HeaderLine("x-Twice", "  1 "), upstream.Only.Head.Headers);
        Assert.Equal("body", upstream.Only.Text);
    }

    [Fact]
    public async Task The_upstream_asks_for_its_own_password_on_system_only()
    {
        await using var upstream = RecordingUpstream.Start();
        upstream.Password = "changed";
        Assert.Equal(401, (await new WireRequest(upstream.Address, "GET", "/system/info").SendAsync()).Status);
        Assert.Equal(200, (await new WireRequest(upstream.Address, "GET", "/system/info").Header($"Authorization: {upstream.BasicValue}").SendAsync()).Status);
        Assert.Equal(200, (await new WireRequest(upstream.Address, "GET", "/function/x").SendAsync()).Status);
    }

    [Fact]
    public async Task The_client_reports_chunks_trailers_and_interim_heads()
    {
        await using var upstream = RecordingUpstream.Start();
        upstream.Script = async exchange =>
        {
            await exchange.WriteAsync("HTTP/1.1 103 Early Hints\r\n\r\n");
            await exchange.StartChunkedAsync("200 OK");
            await exchange.WriteChunkAsync("one");
            await exchange.WriteChunkAsync("two");
            await exchange.EndChunksAsync("X-Trailer: yes");
        };
        using var client = await new WireRequest(upstream.Address, "GET", "/function/x").OpenAsync();
        var answer = await client.ReadResponseAsync();

        Assert.Equal("onetwo", answer.Text);
        Assert.Equal([new HeaderLine("X-Trailer", " yes")], answer.Trailers);
        Assert.Equal("103", Assert.Single(client.Interim).Parts[1]);
        Assert.Equal(Ending.Complete, answer.Ending);
    }

    [Theory]
    [InlineData("Content-Length: 10", "part", false, Ending.Closed)]
    [InlineData("Content-Length: 10", "part", true, Ending.Reset)]
    [InlineData("Transfer-Encoding: chunked", "4\r\npart\r\n", false, Ending.Closed)]
    [InlineData("Transfer-Encoding: chunked", "4\r\npart\r\n", true, Ending.Reset)]
    public async Task The_client_tells_a_whole_answer_from_a_broken_one(string framing, string body, bool reset, Ending ending)
    {
        await using var upstream = RecordingUpstream.Start();
        var partSeen = new TaskCompletionSource();
        upstream.Script = async exchange =>
        {
            await exchange.WriteAsync($"HTTP/1.1 200 OK\r\n{framing}\r\n\r\n{body}");
            await partSeen.Task;
            if (reset) exchange.Reset();
            else exchange.Close();
        };
        using var client = await new WireRequest(upstream.Address, "GET", "/function/x").OpenAsync();
        await client.ReadHeadAsync();
        Assert.Equal("part", Encoding.ASCII.GetString((await client.ReadPartAsync())!));
        partSeen.SetResult();

        Assert.Null(await client.ReadPartAsync());
        Assert.Equal(ending, client.Ending);
    }

    [Fact]
    public async Task The_upstream_notices_that_the_caller_left()
    {
        await using var upstream = RecordingUpstream.Start();
        var gone = new TaskCompletionSource();
        upstream.Script = async exchange =>
        {
            await exchange.CallerGoneAsync();
            gone.SetResult();
        };
        var client = await new WireRequest(upstream.Address, "GET", "/function/x").OpenAsync();
        await Eventually.TrueAsync(() => upstream.Requests.Count == 1, "the request arrives");
        client.Reset();
        await gone.Task.WithinLimit("the upstream sees the reset");
    }

    [Theory]
    [InlineData("/realms/openfaas")]
    [InlineData("/")]
    public async Task The_issuer_publishes_the_key_that_signs(string path)
    {
        await using var issuer = new TestIssuer(path);
        await issuer.ComeUpAsync();
        using var http = new HttpClient();
        var discovery = await http.GetStringAsync(issuer.Issuer.TrimEnd('/') + "/.well-known/openid-configuration", Cancel);
        var document = JsonSerializer.Deserialize<JsonElement>(discovery);
        var keys = await http.GetStringAsync(document.GetProperty("jwks_uri").GetString(), Cancel);

        Assert.Equal(issuer.Issuer, document.GetProperty("issuer").GetString());
        Assert.Contains(issuer.Key.Kid, keys, StringComparison.Ordinal);
        Assert.Equal((1, 1, 0), (issuer.Discovery.Fetches, issuer.Keys.Fetches, issuer.Strays));
    }

    [Fact]
    public async Task The_issuer_goes_down_and_comes_back_on_its_port()
    {
        await using var issuer = new TestIssuer();
        using var http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });
        var address = issuer.Issuer + "/keys";
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(address, Cancel));
        await issuer.ComeUpAsync();
        using var up = await http.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.OK, up.StatusCode);
        await issuer.GoDownAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(address, Cancel));
        await issuer.ComeUpAsync();
        using var again = await http.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public void A_swapped_credential_changes_both_files_at_once()
    {
        using var folder = new CredentialFolder();
        folder.Write("admin", "one");
        folder.Write("root", "two");
        Assert.Equal("root", File.ReadAllText(Path.Combine(folder.Path, "basic-auth-user")));
        Assert.Equal("two", File.ReadAllText(Path.Combine(folder.Path, "basic-auth-password")));
    }
}
