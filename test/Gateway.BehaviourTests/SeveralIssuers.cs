using System.Text.Json.Nodes;
using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>Two issuers: each with its own keys, audience and rules, and nothing of one counts for the other.</summary>
public sealed class SeveralIssuers : IAsyncLifetime
{
    private const string OtherAudience = "https://gateway.example.com";

    private readonly TestIssuer _other = new("/other");
    private World _world = null!;

    private TokenForge OtherForge => new(_other.Issuer, OtherAudience, () => _other.Key);

    public async ValueTask InitializeAsync()
    {
        _other.Rotate(SigningKey.Shared(2));
        await _other.ComeUpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task Tokens_of_both_pass()
    {
        await StartAsync();
        Assert.Equal(200, (await CallAsync(_world.Token())).Status);
        Assert.Equal(200, (await CallAsync(OtherForge.Keycloak())).Status);
        Assert.Equal(2, _world.Upstream.Requests.Count);
    }

    [Fact]
    public async Task The_key_of_one_signs_nothing_for_the_other_even_under_the_same_key_id()
    {
        _other.Rotate(SigningKey.Shared(2) with { Kid = SigningKey.Shared(1).Kid });
        await StartAsync();
        Expect.TokenRefused(await CallAsync(_world.Token().ForgedWith(_other.Key)), "signature_invalid");
        Expect.TokenRefused(await CallAsync(OtherForge.Keycloak().ForgedWith(_world.Issuer.Key)), "signature_invalid");
        Expect.TokenRefused(await CallAsync(_world.Token().Set("iss", _other.Issuer).Set("aud", OtherAudience)), "signature_invalid");
        Expect.NothingForwarded(_world);
        Assert.Equal(200, (await CallAsync(OtherForge.Keycloak())).Status);
    }

    [Fact]
    public async Task The_audience_of_one_is_none_of_the_other()
    {
        await StartAsync();
        Expect.TokenRefused(await CallAsync(_world.Token().Set("aud", OtherAudience)), "audience_mismatch");
        Expect.TokenRefused(await CallAsync(OtherForge.Keycloak().Set("aud", WorldPlan.Audience)), "audience_mismatch");
        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task The_rules_of_one_bind_its_own_tokens_alone()
    {
        await StartAsync(entry =>
        {
            entry["allowed_subjects"] = new JsonArray("deployer");
            entry["algorithms"] = new JsonArray("RS256");
            entry["audience_mode"] = "strict";
        });
        Expect.Forbidden(await CallAsync(OtherForge.Keycloak().Set("sub", "somebody")), "subject_not_allowed");
        Expect.TokenRefused(await CallAsync(OtherForge.Keycloak().Using("PS256")), "algorithm_refused");
        Expect.TokenRefused(await CallAsync(new TokenForge(_other.Issuer, OtherAudience, () => _other.Key).KeycloakAsDocumented()), "audience_mismatch");
        Expect.NothingForwarded(_world);

        Assert.Equal(200, (await CallAsync(OtherForge.Keycloak().Set("sub", "deployer"))).Status);
        Assert.Equal(200, (await CallAsync(_world.Token().Set("sub", "somebody"))).Status);
        Assert.Equal(200, (await CallAsync(_world.Forge.KeycloakAsDocumented())).Status);
    }

    [Fact]
    public async Task An_issuer_nobody_configured_is_asked_nothing()
    {
        await StartAsync();
        Expect.TokenRefused(await CallAsync(_world.Token().Set("iss", _other.Issuer + "/")), "issuer_mismatch");
        Assert.Equal(0, _other.Strays);
    }

    [Fact]
    public async Task A_rotation_at_one_costs_the_other_neither_a_fetch_nor_its_remembered_verdicts()
    {
        await StartAsync();
        var token = OtherForge.Keycloak();
        Assert.Equal(200, (await CallAsync(token)).Status);
        var fetches = _other.Keys.Fetches;

        _world.Issuer.Rotate(SigningKey.Shared(3));
        Assert.Equal(200, (await CallAsync(_world.Token())).Status);
        Assert.Equal(200, (await CallAsync(token)).Status);
        Assert.Equal(fetches, _other.Keys.Fetches);
    }

    [Fact]
    public async Task One_that_is_down_takes_only_its_own_callers_along()
    {
        await _other.GoDownAsync();
        await StartAsync();
        Assert.Equal(200, (await CallAsync(_world.Token())).Status);
        Expect.Refused(await CallAsync(OtherForge.Keycloak()), 503, "keys_unavailable");

        var ready = await _world.Health.GetStringAsync("/readyz", TestContext.Current.CancellationToken);
        Assert.StartsWith("ready\n", ready, StringComparison.Ordinal);
        Assert.Contains($"keys_unavailable: {_other.Issuer}: ", ready, StringComparison.Ordinal);

        await _other.ComeUpAsync();
        await Eventually.TrueAsync(async () => (await CallAsync(OtherForge.Keycloak())).Status == 200, "the other issuer is back");
    }

    [Fact]
    public async Task One_that_hangs_holds_up_only_its_own_callers()
    {
        await StartAsync();
        _other.Keys.Hold();
        var waiting = CallAsync(OtherForge.Keycloak().SetHeader("kid", "unknown"));
        Assert.Equal(200, (await CallAsync(_world.Token())).Status);
        _world.Issuer.Rotate(SigningKey.Shared(3));
        Assert.Equal(200, (await CallAsync(_world.Token())).Status);
        Assert.False(waiting.IsCompleted);
        _other.Keys.Release();
        Expect.TokenRefused(await waiting, "key_unknown");
    }

    [Fact]
    public async Task The_metadata_names_both()
    {
        await StartAsync();
        var answer = await _world.Call("GET", "/.well-known/oauth-protected-resource").SendAsync();
        Assert.Equal([_world.Issuer.Issuer, _other.Issuer], Strings(answer, "authorization_servers"));
        Assert.Equal([WorldPlan.Audience, OtherAudience], Strings(answer, "audience"));
    }

    [Fact]
    public async Task A_list_needs_no_plain_issuer_beside_it()
    {
        _world = await World.StartAsync(plan => plan.Set("issuer", "").Set("audience", "").Set("issuers", Entries(_ => { })));
        Assert.Equal(200, (await CallAsync(OtherForge.Keycloak())).Status);
        Expect.TokenRefused(await CallAsync(_world.Token()), "issuer_mismatch");
    }

    private static IEnumerable<string?> Strings(RawResponse answer, string name) => answer.Json.GetProperty(name).EnumerateArray().Select(item => item.GetString());

    private async Task StartAsync(Action<JsonObject>? change = null) => _world = await World.StartAsync(plan => plan.Set("issuers", Entries(change ?? (_ => { }))));

    private string Entries(Action<JsonObject> change)
    {
        var entry = new JsonObject { ["issuer"] = _other.Issuer, ["audience"] = OtherAudience };
        change(entry);
        return new JsonArray(entry).ToJsonString();
    }

    private Task<RawResponse> CallAsync(Token token) => _world.Call("GET", "/system/functions").Bearer(token).SendAsync();
}
