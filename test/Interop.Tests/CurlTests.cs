using FederatedGateway.Testing;

namespace FederatedGateway.InteropTests;

/// <summary>A client nobody here wrote, with a token nobody here made.</summary>
public sealed class CurlTests(ForeignIssuer issuer) : ForeignTrust(issuer)
{
    [Fact]
    public async Task Curl_with_a_token_reads_what_openfaas_answers()
    {
        await using var world = await StartWorldAsync();
        var answer = await Curl.RunAsync("-H", $"Authorization: Bearer {await Issuer.TokenAsync("RS256")}", At(world));

        Assert.Equal((200, "ok"), answer);
        Assert.Equal([world.Upstream.BasicValue], world.Upstream.Only.Values("Authorization"));
    }

    [Fact]
    public async Task Curl_without_a_token_is_told_why_not()
    {
        await using var world = await StartWorldAsync();
        var (status, body) = await Curl.RunAsync(At(world));

        Assert.Equal(401, status);
        Assert.StartsWith("token_missing: ", body, StringComparison.Ordinal);
        Assert.Empty(world.Upstream.Requests);
    }

    [Fact]
    public async Task Curl_deletes_a_function_by_the_body_of_its_request()
    {
        const string Body = """{"functionName":"figlet"}""";
        await using var world = await StartWorldAsync();
        world.Upstream.Script = async exchange =>
        {
            await exchange.ReadBodyAsync();
            await exchange.RespondAsync("202 Accepted", "");
        };
        var answer = await Curl.RunAsync("-X", "DELETE", "-d", Body, "-H", $"Authorization: Bearer {await Issuer.TokenAsync("RS256")}", At(world));

        Assert.Equal((202, ""), answer);
        Assert.Equal(("DELETE", Functions, Body), (world.Upstream.Only.Method, world.Upstream.Only.Target, world.Upstream.Only.Text));
    }

    private static string At(World world) => new Uri(world.Gateway.PublicAddress, Functions).AbsoluteUri;
}
