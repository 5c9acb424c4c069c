using System.Buffers.Text;
using System.Text;
using FederatedGateway.Admission;
using FederatedGateway.Configuration;
using FederatedGateway.Testing;

namespace FederatedGateway.Tests.Admission;

/// <summary>Whatever our rules accept, the second opinion accepts too, for thousands of generated tokens.</summary>
public sealed class SecondOpinionTests
{
    private const int Seed = 20_263;
    private const int Count = 8_000;
    private const int LeastOfAKind = 8;

    private static readonly IssuerOptions Options = new()
    {
        Issuer = TokenGrammar.Issuer,
        Audiences = [WorldPlan.Audience],
        // The library knows no match by client.
        AudienceMode = AudienceMode.Strict,
        Algorithms = SignatureAlgorithm.Default,
        Keys = new KeyOptions(),
    };

    private readonly TokenGrammar _grammar = new();

    [Fact]
    public async Task What_we_accept_it_accepts_too()
    {
        var time = new PinnedClock(TokenGrammar.Now);
        var library = new SecondOpinion(Options, TokenGrammar.KeySet, time);
        await using var world = await ValidatorWorld.StartAsync(Options, TokenGrammar.KeySet, time);
        var random = new Random(Seed);
        var outcomes = new List<(TokenRecipe Recipe, bool Accepted)>();
        for (var n = 0; n < Count; n++)
        {
            var recipe = _grammar.Next(random);
            var (ours, theirs) = await JudgeAsync(recipe);
            outcomes.Add((recipe, ours));
            if (ours && !theirs)
                Assert.Fail($"Accepted by us alone: {Describe(await SmallestAsync(recipe))}");
        }

        AssertNotTrivial(outcomes);

        async Task<(bool Ours, bool Theirs)> JudgeAsync(TokenRecipe recipe)
        {
            // Baked once: ES256 and PS256 sign differently each time.
            var compact = _grammar.Bake(recipe);
            var ours = (await world.ValidateAsync(compact)).Caller is not null;
            return (ours, ours && await library.AcceptsAsync(compact));
        }

        async Task<TokenRecipe> SmallestAsync(TokenRecipe recipe)
        {
            foreach (var smaller in recipe.Smaller())
            {
                if (await JudgeAsync(smaller) is (true, false))
                    return await SmallestAsync(smaller);
            }

            return recipe;
        }
    }

    private string Describe(TokenRecipe recipe) =>
        $"{recipe}: {string.Join(' ', _grammar.Bake(recipe).Split('.').Take(2).Select(part => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part))))}";

    /// <summary>The library refuses a token that would begin after its end; the tolerance lets both limits pass here.</summary>
    [Fact]
    public async Task A_token_that_begins_after_its_end_is_refused()
    {
        var draft = TokenDraft.Of(new TokenForge(Options.Issuer, WorldPlan.Audience, () => SigningKey.Shared(1)).Keycloak());
        var now = TokenGrammar.Now.ToUnixTimeSeconds();
        await using var world = await ValidatorWorld.StartAsync(Options, TokenGrammar.KeySet, new PinnedClock(TokenGrammar.Now));
        var verdict = await world.ValidateAsync(draft.Set("iat", now - 60).Set("exp", now - 10).Set("nbf", now + 10).Compact());
        Assert.Equal(DenialReason.TokenMalformed, verdict.Refusal);
    }

    /// <summary>Every kind of change is there in numbers, with the outcome it can have; untouched tokens are all accepted.</summary>
    private void AssertNotTrivial(List<(TokenRecipe Recipe, bool Accepted)> outcomes)
    {
        Assert.All(outcomes.Where(outcome => outcome.Recipe.Changes.Count == 0), outcome => Assert.True(outcome.Accepted, outcome.Recipe.ToString()));
        Assert.InRange(outcomes.Count(outcome => outcome.Accepted), Count / 5, Count / 2);
        Assert.All(_grammar.Changes, change =>
        {
            var with = outcomes.Where(outcome => outcome.Recipe.Changes.Any(step => step.Change == change)).ToList();
            var accepted = with.Count(outcome => outcome.Accepted);
            var refused = with.Count - accepted;
            var asExpected = change.Fate switch
            {
                Fate.Either => accepted >= LeastOfAKind,
                Fate.Undone => accepted < refused / 10,
                _ => accepted == 0,
            };
            Assert.True(asExpected && refused >= LeastOfAKind, $"{change.Name}: {accepted} accepted, {refused} refused");
        });
    }
}
