using System.Text.Json;
using FederatedGateway.Testing;

namespace FederatedGateway.InteropTests;

/// <summary>What the two publish about themselves leads each to the other: discovery and keys as served, and the gateway's own metadata.</summary>
public sealed class ForeignDocumentsTests(ForeignIssuer issuer) : ForeignTrust(issuer)
{
    [Fact]
    public async Task Discovery_and_keys_are_taken_as_they_are_served()
    {
        var discovery = await Issuer.ReadAsync(Issuer.Address + "/.well-known/openid-configuration");
        var keys = await Issuer.ReadAsync(discovery.Content.GetProperty("jwks_uri").GetString()!);

        // What makes them foreign: the registered media type, and keys of a type the gateway does not use.
        Assert.Equal(("application/json", "application/jwk-set+json"), (discovery.MediaType, keys.MediaType));
        Assert.Contains(keys.Content.GetProperty("keys").EnumerateArray(), key => key.GetProperty("kty").GetString() == "OKP");

        await using var world = await StartWorldAsync(change: plan => plan.WithoutWaiting());
        await world.UntilReadyAsync();
    }

    [Fact]
    public async Task A_rotation_without_overlap_costs_no_request()
    {
        await using var world = await StartWorldAsync();
        var old = await Issuer.TokenAsync("RS256");
        Assert.Equal(200, (await ListFunctionsAsync(world, old)).Status);

        await Issuer.RotateAsync();
        Assert.Equal(200, (await ListFunctionsAsync(world, await Issuer.TokenAsync("RS256"))).Status);
        Assert.Equal("key_unknown", (await ListFunctionsAsync(world, old)).Reason);
    }

    [Fact]
    public async Task A_client_that_knows_only_the_gateway_finds_the_rest()
    {
        await using var world = await StartWorldAsync();
        var challenge = (await world.Call("GET", Functions).SendAsync()).Header("WWW-Authenticate")!;
        var metadata = await Issuer.ReadAsync(Named(challenge, "resource_metadata"));
        var server = Assert.Single(metadata.Content.GetProperty("authorization_servers").EnumerateArray()).GetString();
        var discovery = await Issuer.ReadAsync(server + "/.well-known/openid-configuration");

        var token = await Issuer.TokenForAsync(Text(metadata.Content, "resource"), Text(discovery.Content, "token_endpoint"));
        Assert.Equal(200, (await ListFunctionsAsync(world, token)).Status);
    }

    private static string Text(JsonElement document, string member) => document.GetProperty(member).GetString()!;

    private static string Named(string challenge, string parameter) => challenge.Split(parameter + "=\"", 2)[1].Split('"')[0];
}
