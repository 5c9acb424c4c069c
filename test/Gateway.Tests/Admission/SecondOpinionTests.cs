using FederatedGateway.Admission;
using FederatedGateway.Configuration;
using FederatedGateway.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FederatedGateway.Tests.Admission;

/// <summary>Microsoft.IdentityModel, as strict as it can be configured, judges what our rules accept: whatever passes here must pass there.</summary>
public sealed class SecondOpinionTests
{
    private static readonly SigningKey[] Keys = [SigningKey.Shared(1), SigningKey.Shared(2), SigningKey.NewEc("ec-1")];

    private static readonly IssuerOptions Options = new()
    {
        Issuer = "https://idp.example.com/realms/openfaas",
        Audiences = [WorldPlan.Audience],
        AudienceMode = AudienceMode.Strict,
        Algorithms = SignatureAlgorithm.Default,
        Keys = new KeyOptions(),
    };

    public static TheoryData<string> Changes => [.. Variants.Keys];

    private static Dictionary<string, Func<Token, string>> Variants { get; } = new()
    {
        ["untouched"] = token => token.Compact(),
        ["another algorithm of the key"] = token => token.Key.Algorithm == "RS256" ? token.Using("PS256").Compact() : token.Compact(),
        ["aud a string"] = token => token.Set("aud", WorldPlan.Audience).Compact(),
        ["aud of another"] = token => token.Set("aud", "other").Compact(),
        ["aud with a slash"] = token => token.Set("aud", WorldPlan.Audience + "/").Compact(),
        ["aud absent"] = token => token.Remove("aud").Compact(),
        ["another issuer"] = token => token.Set("iss", "https://idp.example.com/realms/other").Compact(),
        ["issuer with a slash"] = token => token.Set("iss", "https://idp.example.com/realms/openfaas/").Compact(),
        ["expired"] = token => token.Set("iat", TokenForge.Now - 700).Set("exp", TokenForge.Now - 60).Compact(),
        ["not yet valid"] = token => token.Set("nbf", TokenForge.Now + 120).Compact(),
        ["exp absent"] = token => token.Remove("exp").Compact(),
        ["exp a string"] = token => token.Set("exp", (TokenForge.Now + 60).ToString()).Compact(),
        ["exp with a fraction"] = token => token.Set("exp", TokenForge.Now + 60.5).Compact(),
        ["key of another kid"] = token => token.ForgedWith(token.Key.Algorithm == "RS256" ? Keys[1] : SigningKey.NewEc("other")).Compact(),
        ["unknown kid"] = token => token.SetHeader("kid", "nobody").Compact(),
        ["no kid"] = token => token.RemoveHeader("kid").Compact(),
        ["one bit of the signature"] = token => token.WithOneBitOfTheSignatureChanged(),
        ["typ logout+jwt"] = token => token.SetHeader("typ", "logout+jwt").Compact(),
        ["typ absent"] = token => token.RemoveHeader("typ").Compact(),
        ["duplicate aud"] = token => token.AppendToPayload($"\"aud\":\"{WorldPlan.Audience}\"").Compact(),
        ["signature padded"] = token => token.Compact() + "==",
        ["signature of zeros"] = token => token.Signature(new string('A', 86)).Compact(),
        ["alg none"] = token => token.Using("none").Signature("").Compact(),
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_we_accept_it_accepts_too(string change)
    {
        foreach (var key in Keys)
        {
            var compact = Variants[change](Forge(key).Keycloak());
            if (await AcceptedByUsAsync(compact))
                Assert.True(await AcceptedByLibraryAsync(compact), $"{change}, {key.Algorithm}: accepted by us alone");
        }
    }

    [Fact]
    public async Task Both_accept_a_good_token_of_every_key()
    {
        foreach (var key in Keys)
        {
            var compact = Forge(key).Keycloak().Compact();
            Assert.True(await AcceptedByUsAsync(compact));
            Assert.True(await AcceptedByLibraryAsync(compact));
        }
    }

    private static TokenForge Forge(SigningKey key) => new(Options.Issuer, WorldPlan.Audience, () => key);

    private static async Task<bool> AcceptedByUsAsync(string compact)
    {
        await using var world = await ValidatorWorld.StartAsync(Options, Keys);
        return (await world.ValidateAsync(compact)).Caller is not null;
    }

    private static async Task<bool> AcceptedByLibraryAsync(string compact)
    {
        var parameters = new TokenValidationParameters
        {
            ValidIssuer = Options.Issuer,
            ValidAudiences = Options.Audiences,
            IgnoreTrailingSlashWhenValidatingAudience = false,
            IssuerSigningKeys = new JsonWebKeySet(ValidatorWorld.Publish(Keys)).GetSigningKeys(),
            // Without a kid the contract accepts the one key that fits; the library knows only "all keys" or "none".
            TryAllIssuerSigningKeys = new JsonWebToken(compact).Kid.Length == 0,
            ValidAlgorithms = Options.Algorithms,
            // ValidTypes would refuse a token without typ, as Okta, Cognito and Kubernetes send it.
            TypeValidator = (type, _, _) => type is null or "" or "JWT" or "at+jwt" or "application/at+jwt" ? type : throw new SecurityTokenInvalidTypeException(),
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ClockSkew = Options.ClockSkew,
        };
        return (await new JsonWebTokenHandler().ValidateTokenAsync(compact, parameters)).IsValid;
    }
}
