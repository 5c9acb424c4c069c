using System.Text;
using FederatedGateway.Admission;
using FederatedGateway.Configuration;

namespace FederatedGateway.Tests.Admission;

/// <summary>For whom a token is meant: every mark of a machine by itself, and what is only nearly one.</summary>
public sealed class AudienceRulesTests
{
    private const string Us = "Fed-gw";

    [Theory]
    [InlineData("azp")]
    [InlineData("client_id")]
    [InlineData("cid")]
    [InlineData("appid")]
    public void Each_claim_may_name_the_client(string claim) => Is(AudienceMatch.Client, $$"""{"{{claim}}":"{{Us}}","sub":"{{Us}}"}""");

    [Theory]
    [InlineData("sub", "Fed-gw")]
    [InlineData("sub", "Fed-gw@clients")]
    [InlineData("gty", "client-credentials")]
    [InlineData("preferred_username", "service-account-fed-gw")]
    [InlineData("jti", "aartcc:1")]
    [InlineData("jti", "zzltcc:1")]
    [InlineData("idtyp", "app")]
    public void Each_mark_of_a_machine_is_enough(string claim, string value) => Is(AudienceMatch.Client, $$"""{"aud":"account","azp":"{{Us}}","{{claim}}":"{{value}}"}""");

    [Theory]
    [InlineData("sub", "fed-gw")]
    [InlineData("sub", "somebody@clients")]
    [InlineData("gty", "password")]
    [InlineData("gty", "")]
    [InlineData("", "client-credentials")]
    [InlineData("preferred_username", "service-account-Fed-gw")]
    [InlineData("preferred_username", "Fed-gw")]
    [InlineData("idtyp", "user")]
    [InlineData("idtyp", "")]
    [InlineData("", "app")]
    [InlineData("jti", "`artcc:1")]
    [InlineData("jti", "{artcc:1")]
    [InlineData("jti", "a`rtcc:1")]
    [InlineData("jti", "a{rtcc:1")]
    [InlineData("jti", "aaxtcc:1")]
    [InlineData("jti", "aarxcc:1")]
    [InlineData("jti", "aartxc:1")]
    [InlineData("jti", "aartcx:1")]
    [InlineData("jti", "aartcc1")]
    [InlineData("jti", "artcc:1")]
    public void What_is_nearly_a_mark_is_none(string claim, string value) => Is(AudienceMatch.None, $$"""{"aud":"account","azp":"{{Us}}","{{claim}}":"{{value}}"}""");

    [Fact]
    public void A_machine_of_another_client_is_not_ours() => Is(AudienceMatch.None, """{"azp":"other","sub":"other"}""");

    [Fact]
    public void A_client_in_another_case_is_another()
    {
        Is(AudienceMatch.None, """{"azp":"FED-GW","sub":"FED-GW"}""");
        Is(AudienceMatch.None, $$"""{"azp":"{{Us}}","client_id":"FED-GW","sub":"{{Us}}"}""");
    }

    [Fact]
    public void A_client_that_is_no_string_is_a_second_client() => Is(AudienceMatch.None, $$"""{"azp":"{{Us}}","client_id":7,"sub":"{{Us}}"}""");

    [Theory]
    [InlineData("\"Fed-gw\"", nameof(AudienceMatch.Audience))]
    [InlineData("[\"other\",\"Fed-gw\"]", nameof(AudienceMatch.Audience))]
    [InlineData("\"fed-gw\"", nameof(AudienceMatch.None))]
    [InlineData("[\"account\",\"other\"]", nameof(AudienceMatch.None))]
    [InlineData("[\"account\"]", nameof(AudienceMatch.Client))]
    [InlineData("[]", nameof(AudienceMatch.Client))]
    [InlineData("7", nameof(AudienceMatch.None))]
    public void An_audience_of_ours_counts_first_and_a_foreign_one_ends_it(string audience, string expected) =>
        Is(Enum.Parse<AudienceMatch>(expected), $$"""{"aud":{{audience}},"azp":"{{Us}}","sub":"{{Us}}"}""");

    [Fact]
    public void Strict_knows_no_clients() => Is(AudienceMatch.None, $$"""{"azp":"{{Us}}","sub":"{{Us}}"}""", AudienceMode.Strict);

    private static void Is(AudienceMatch expected, string json, AudienceMode mode = AudienceMode.Compat)
    {
        var options = new IssuerOptions { Issuer = "", Audiences = ["first", Us], AudienceMode = mode, Algorithms = [], Keys = new KeyOptions() };
        using var claims = TokenClaims.Parse(Encoding.UTF8.GetBytes(json));
        Assert.Equal(expected, AudienceRules.Match(claims!, options, out var refusal));
        Assert.Equal(expected == AudienceMatch.None ? DenialReason.AudienceMismatch : DenialReason.None, refusal);
    }
}
