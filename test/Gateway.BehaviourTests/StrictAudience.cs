using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>In strict mode only <c>aud</c> counts, and RFC 9068 is taken at its word.</summary>
public sealed class StrictAudience(StrictWorld shared) : IClassFixture<StrictWorld>
{
    private static readonly Dictionary<string, Func<TokenForge, Token>> ByClientOnly = new()
    {
        ["Keycloak as documented"] = f => f.KeycloakAsDocumented(),
        ["Keycloak without aud"] = f => f.KeycloakWithoutAud(),
        ["Cognito"] = f => f.Cognito(),
        ["Hydra"] = f => f.Hydra(),
    };

    private readonly World _world = shared.Fresh();

    public static TheoryData<string> Names => [.. ByClientOnly.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_match_by_client_is_refused(string name)
    {
        Expect.TokenRefused(await _world.Call("GET", "/system/functions").Bearer(ByClientOnly[name](_world.Forge)).SendAsync(), "audience_mismatch");
        Expect.NothingForwarded(_world);
    }

    [Theory]
    [InlineData("client_id")]
    [InlineData("jti")]
    [InlineData("sub")]
    public async Task An_access_token_by_name_must_have_the_claims_of_one(string claim)
    {
        Expect.TokenRefused(await _world.Call("GET", "/system/functions").Bearer(_world.Forge.Rfc9068().Remove(claim)).SendAsync());
        Expect.NothingForwarded(_world);
    }

    [Fact]
    public async Task A_match_by_audience_passes() =>
        Expect.Passed(await _world.Call("GET", "/system/functions").Bearer(_world.Forge.Rfc9068()).SendAsync(), _world);
}
