using System.Text.Json.Nodes;
using FederatedGateway.Admission;
using FederatedGateway.Configuration;
using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.Tests.Admission;

/// <summary>Who the caller is once his token is good, and what is remembered of him.</summary>
public sealed class TokenValidatorTests
{
    private static readonly IssuerOptions Options = new()
    {
        Issuer = "https://idp.example.com",
        Audiences = [WorldPlan.Audience],
        Algorithms = SignatureAlgorithm.Default,
        Keys = new KeyOptions(),
    };

    private static readonly TokenForge Forge = new(Options.Issuer, WorldPlan.Audience, () => SigningKey.Shared(1));

    [Fact]
    public async Task The_caller_is_who_the_token_names()
    {
        await using var world = await StartAsync();
        var caller = (await world.ValidateAsync(Forge.Okta().Compact())).Caller!;
        Assert.Equal((Options.Issuer, "0oa1f2", "0oa1f2", AudienceMatch.Audience), (caller.Issuer, caller.Subject, caller.Client, caller.MatchedBy));
        var other = (await world.ValidateAsync(Forge.Auth0().Compact())).Caller!;
        Assert.Equal(("OOZH6s5s@clients", "OOZH6s5s"), (other.Subject, other.Client));
    }

    [Fact]
    public async Task A_verdict_is_remembered_for_the_very_same_token_alone()
    {
        await using var world = await StartAsync();
        var token = Forge.Okta();
        var first = (await world.ValidateAsync(token.Compact())).Caller;
        Assert.NotNull(first);
        Assert.Same(first, (await world.ValidateAsync(token.Compact())).Caller);
        Assert.NotSame(first, (await world.ValidateAsync(token.Set("jti", "another").Compact())).Caller);
    }

    [Fact]
    public async Task A_subject_that_is_no_text_is_malformed_and_a_missing_one_is_nobody()
    {
        await using var world = await StartAsync();
        foreach (var subject in new JsonNode?[] { 1, true, null, new JsonArray("x"), new JsonObject() })
            Assert.Equal(DenialReason.TokenMalformed, (await world.ValidateAsync(Forge.Okta().Set("sub", subject).Compact())).Refusal);
        Assert.Null((await world.ValidateAsync(Forge.Okta().Remove("sub").Compact())).Caller!.Subject);
    }

    private static Task<ValidatorWorld> StartAsync() =>
        ValidatorWorld.StartAsync(Options, new JsonObject { ["keys"] = new JsonArray(SigningKey.Shared(1).ToJwk()) }.ToJsonString(), TimeProvider.System);
}
