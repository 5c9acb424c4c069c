using System.Text.Json;
using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>The document of RFC 9728, by which a client finds the issuer and the audience.</summary>
public sealed class Metadata
{
    private const string Path = "/.well-known/oauth-protected-resource";

    [Fact]
    public async Task The_metadata_names_the_issuer_and_the_audience()
    {
        await using var world = await World.StartAsync();
        var answer = await world.Call("GET", Path).SendAsync();
        Assert.Equal(200, answer.Status);
        Assert.StartsWith("application/json", answer.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal(WorldPlan.Audience, answer.Json.GetProperty("resource").GetString());
        Assert.Equal([world.Issuer.Issuer], Strings(answer.Json.GetProperty("authorization_servers")));
        Assert.Equal(["header"], Strings(answer.Json.GetProperty("bearer_methods_supported")));
        Expect.NothingForwarded(world);
    }

    [Fact]
    public async Task A_public_url_is_the_resource_and_the_address_in_challenges()
    {
        await using var world = await World.StartAsync(w => w.Set("public_url", "https://gateway.customer.example.com"));
        var answer = await world.Call("GET", Path).SendAsync();
        Assert.Equal("https://gateway.customer.example.com", answer.Json.GetProperty("resource").GetString()?.TrimEnd('/'));
        Assert.Contains(WorldPlan.Audience, answer.Text, StringComparison.Ordinal);

        var challenge = Expect.Challenge(await world.Call("GET", "/system/functions").SendAsync());
        Assert.Contains($"resource_metadata=\"https://gateway.customer.example.com{Path}\"", challenge, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_metadata_is_there_before_the_keys_are()
    {
        await using var world = await World.StartAsync(w => w.IssuerDown());
        Assert.Equal(200, (await world.Call("GET", Path).SendAsync()).Status);
    }

    [Fact]
    public async Task The_metadata_can_only_be_read()
    {
        await using var world = await World.StartAsync();
        var answer = await world.Call("POST", Path).SendAsync();
        Expect.Refused(answer, 405, "method_refused");
        Assert.Equal("GET", answer.Header("Allow"));
    }

    private static string?[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetString())];
}
