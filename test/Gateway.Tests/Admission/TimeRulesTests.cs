using System.Text;
using FederatedGateway.Admission;
using FederatedGateway.Configuration;

namespace FederatedGateway.Tests.Admission;

/// <summary>The edges of a token's time, to the second, at one moment. The skew is 30 s.</summary>
public sealed class TimeRulesTests
{
    private const long Now = 1_800_000_000;
    private const long LastSecond = 253_402_300_799;

    private static readonly TimeSpan Unlimited = TimeSpan.Zero;
    private static readonly TimeSpan OneHour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(-29, nameof(DenialReason.None))]
    [InlineData(-30, nameof(DenialReason.TokenExpired))]
    [InlineData(-31, nameof(DenialReason.TokenExpired))]
    public void A_token_ends_when_exp_and_the_skew_are_over(int exp, string expected) => Is(expected, $$"""{"exp":{{Now + exp}}}""");

    [Theory]
    [InlineData("nbf", 30, nameof(DenialReason.None))]
    [InlineData("nbf", 31, nameof(DenialReason.TokenNotYetValid))]
    [InlineData("iat", 30, nameof(DenialReason.None))]
    [InlineData("iat", 31, nameof(DenialReason.TokenNotYetValid))]
    public void A_token_begins_a_skew_before_it_says(string claim, int begin, string expected) => Is(expected, $$"""{"exp":{{Now + 100}},"{{claim}}":{{Now + begin}}}""");

    [Theory]
    [InlineData(0, nameof(DenialReason.None))]
    [InlineData(-1, nameof(DenialReason.TokenMalformed))]
    public void No_token_ends_before_it_was_made(int life, string expected) => Is(expected, $$"""{"iat":{{Now + 10}},"exp":{{Now + 10 + life}}}""");

    [Theory]
    [InlineData(3600, nameof(DenialReason.None))]
    [InlineData(3601, nameof(DenialReason.LifetimeTooLong))]
    public void A_life_is_bounded_from_iat_or_without_it_from_now(int life, string expected)
    {
        Is(expected, $$"""{"iat":{{Now - 1000}},"exp":{{Now - 1000 + life}}}""");
        Is(expected, $$"""{"exp":{{Now + life}}}""");
    }

    [Theory]
    [InlineData(0, nameof(DenialReason.None))]
    [InlineData(1, nameof(DenialReason.LifetimeTooLong))]
    public void Without_a_bound_a_life_ends_with_the_calendar(int beyond, string expected) => Is(expected, $$"""{"iat":{{Now}},"exp":{{LastSecond + beyond}}}""", Unlimited);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"exp":"1800000100"}""")]
    [InlineData("""{"exp":1800000100,"nbf":"1800000000"}""")]
    [InlineData("""{"exp":1800000100,"iat":"1800000000"}""")]
    public void A_time_that_is_no_number_makes_the_token_malformed(string claims) => Is(nameof(DenialReason.TokenMalformed), claims);

    [Fact]
    public void What_it_says_of_its_end_is_kept_to_the_millisecond()
    {
        Assert.Equal(DenialReason.None, Check($$"""{"exp":{{Now + 60}}.25}""", OneHour, out var expires));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(Now + 60).AddMilliseconds(250), expires);
    }

    private static void Is(string expected, string claims, TimeSpan? longest = null) => Assert.Equal(expected, Check(claims, longest ?? OneHour, out _).ToString());

    private static DenialReason Check(string json, TimeSpan longest, out DateTimeOffset expires)
    {
        var options = new IssuerOptions { Issuer = "", Audiences = [], Algorithms = [], Keys = new KeyOptions(), ClockSkew = TimeSpan.FromSeconds(30), MaxTokenLifetime = longest };
        using var claims = TokenClaims.Parse(Encoding.UTF8.GetBytes(json));
        return TimeRules.Check(claims!, options, DateTimeOffset.FromUnixTimeSeconds(Now), out expires);
    }
}
