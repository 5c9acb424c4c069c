using System.Text;
using FederatedGateway.Admission;
using FederatedGateway.Configuration;
using FederatedGateway.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FederatedGateway.Tests.Admission;

/// <summary>
/// Why the gateway does not use Microsoft.IdentityModel: where its defaults differ from what the gateway must do. A row whose first half
/// fails says that the library has changed, not the gateway.
/// </summary>
public sealed class LibraryDefaultsTests
{
    public static TheoryData<string> Inputs => [.. LibraryDefault.All.Keys];

    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task The_library_and_the_gateway_differ_as_documented(string input)
    {
        var row = LibraryDefault.All[input];
        Assert.Equal(row.Library, await AskLibraryAsync(row));
        Assert.Equal(row.Ours, await AskUsAsync(row));
    }

    [Fact]
    public async Task The_library_takes_a_foreign_issuer_that_its_configuration_names()
    {
        var foreign = "https://other.example.com";
        var row = LibraryDefault.All["a good token"];
        var compact = TokenDraft.Of(new TokenForge(foreign, WorldPlan.Audience, () => SigningKey.Shared(1)).Keycloak()).Set("iat", Now).Set("exp", Now + 300).Compact();
        var parameters = Defaults(row);
        parameters.ConfigurationManager = new FixedConfiguration(new Named { Issuer = foreign });

        Assert.Equal(LibraryAnswer.Refuses, await AskLibraryAsync(row with { Compact = compact }));
        Assert.True((await new JsonWebTokenHandler().ValidateTokenAsync(compact, parameters)).IsValid);
        Assert.Equal(DenialReason.IssuerMismatch, await AskUsAsync(row with { Compact = compact }));
    }

    [Fact]
    public void A_key_set_of_null_is_an_exception_there_and_a_fault_here()
    {
        const string Nothing = "{\"keys\":null}";
        Assert.ThrowsAny<Exception>(() => new JsonWebKeySet(Nothing));
        Assert.Null(JsonWebKeys.Parse(Encoding.UTF8.GetBytes(Nothing), out var fault, out _));
        Assert.NotNull(fault);
    }

    private static long Now => TokenGrammar.Now.ToUnixTimeSeconds();

    private static TokenValidationParameters Defaults(LibraryDefault row)
    {
        var set = new JsonWebKeySet(row.KeySet);
        var parameters = new TokenValidationParameters
        {
            ValidIssuer = TokenGrammar.Issuer,
            ValidAudience = WorldPlan.Audience,
            IssuerSigningKeys = row.AllEntries ? set.Keys : set.GetSigningKeys(),
        };
        SecondOpinion.SetClock(parameters, new PinnedClock(TokenGrammar.Now));
        return parameters;
    }

    private static async Task<LibraryAnswer> AskLibraryAsync(LibraryDefault row)
    {
        TokenValidationParameters parameters;
        try
        {
            parameters = Defaults(row);
        }
        catch (ArgumentException)
        {
            return LibraryAnswer.Throws;
        }

        return (await new JsonWebTokenHandler().ValidateTokenAsync(row.Compact, parameters)).IsValid ? LibraryAnswer.Accepts : LibraryAnswer.Refuses;
    }

    private static async Task<DenialReason> AskUsAsync(LibraryDefault row)
    {
        var options = new IssuerOptions
        {
            Issuer = TokenGrammar.Issuer,
            Audiences = [WorldPlan.Audience],
            Algorithms = SignatureAlgorithm.Default,
            Keys = new KeyOptions(),
        };
        await using var world = await ValidatorWorld.StartAsync(options, row.KeySet, new PinnedClock(TokenGrammar.Now));
        return (await world.ValidateAsync(row.Compact)).Refusal;
    }

    private sealed class Named : BaseConfiguration;

    private sealed class FixedConfiguration(BaseConfiguration configuration) : BaseConfigurationManager
    {
        public override Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) => Task.FromResult(configuration);

        public override void RequestRefresh()
        {
            // Its keys are those of the parameters.
        }
    }
}
