using System.Text.Json.Nodes;
using FederatedGateway.Testing;

namespace FederatedGateway.Tests.Admission;

/// <summary>Tokens from a seed: the shapes that issuers really send, signed by several keys, with up to three changes of every kind.</summary>
internal sealed class TokenGrammar
{
    public const string Issuer = "https://idp.example.com/realms/openfaas";

    /// <summary>Published: bound to RS256, to PS256, to ES256, and to nothing but its type.</summary>
    private static readonly SigningKey[] Published =
    [
        SigningKey.Shared(1), SigningKey.Shared(2) with { Algorithm = "PS256" }, SigningKey.NewEc("ec-1"), SigningKey.Shared(3),
    ];

    /// <summary>Never published, one of each type, under the names of published ones.</summary>
    private static readonly SigningKey[] Foreign = [SigningKey.Shared(4), SigningKey.Shared(4), SigningKey.NewEc("ec-1"), SigningKey.Shared(4)];

    /// <summary>A second of its own, so that every run has the same tokens.</summary>
    private const long Second = 1_800_000_000;

    private readonly TokenDraft[][] _drafts;

    public TokenGrammar()
    {
        Func<TokenForge, Token>[] shapes = [forge => forge.Keycloak(), forge => forge.Auth0(), forge => forge.Okta(), forge => forge.Rfc9068(), forge => forge.Rfc9068().Set("scope", "a b")];
        _drafts = [.. shapes.Select(shape => Published.Select(key => TokenDraft.Of(Pinned(shape(new TokenForge(Issuer, WorldPlan.Audience, () => key))))).ToArray())];
        Changes = [.. HeaderChanges.All(Published), .. ClaimChanges.All(Second), .. SigningChanges.All(Published, Foreign)];
    }

    public IReadOnlyList<TokenChange> Changes { get; }

    /// <summary>The clock of whoever judges these tokens.</summary>
    public static DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeSeconds(Second);

    public static string KeySet { get; } = new JsonObject { ["keys"] = new JsonArray([.. Published.Select(Publish)]) }.ToJsonString();

    public TokenRecipe Next(Random random)
    {
        var changes = Enumerable.Range(0, random.Pick([0, 1, 1, 1, 1, 1, 2, 3])).Select(_ => (Changes[random.Next(Changes.Count)], random.Next()));
        return new(random.Next(_drafts.Length), random.Next(Published.Length), [.. changes]);
    }

    public string Bake(TokenRecipe recipe) => recipe.Bake(_drafts);

    private static Token Pinned(Token token) => token.Set("iat", Second).Set("exp", Second + 300).Set("jti", "id-1");

    private static JsonObject Publish(SigningKey key)
    {
        var jwk = key.ToJwk();
        if (key == Published[3])
            jwk.Remove("alg");
        return jwk;
    }
}
