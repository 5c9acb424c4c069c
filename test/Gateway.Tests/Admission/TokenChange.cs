namespace FederatedGateway.Tests.Admission;

/// <summary>What becomes of tokens with a certain change.</summary>
internal enum Fate
{
    /// <summary>Some are accepted and some refused, by its details and the other changes.</summary>
    Either,

    /// <summary>Refused, unless another change undoes it.</summary>
    Undone,

    /// <summary>None is ever accepted, whatever else is changed.</summary>
    Refused,
}

/// <summary>One kind of change to a token, before it is signed or to the text that goes on the wire; its details follow from a seed.</summary>
internal sealed record TokenChange(string Name, Fate Fate, Func<Random, TokenDraft, TokenDraft>? OfDraft = null, Func<Random, string, string>? OfText = null);

/// <summary>How a token came about; the same recipe gives the same token, up to what a signature holds of chance.</summary>
internal sealed record TokenRecipe(int Shape, int Key, IReadOnlyList<(TokenChange Change, int Seed)> Changes)
{
    public string Bake(TokenDraft[][] drafts)
    {
        var draft = Changes.Where(step => step.Change.OfDraft is not null)
            .Aggregate(drafts[Shape][Key], (draft, step) => step.Change.OfDraft!(new Random(step.Seed), draft));
        return Changes.Where(step => step.Change.OfText is not null)
            .Aggregate(draft.Compact(), (text, step) => step.Change.OfText!(new Random(step.Seed), text));
    }

    /// <summary>The same with one change less, for each change.</summary>
    public IEnumerable<TokenRecipe> Smaller() => Changes.Select((_, at) => this with { Changes = [.. Changes.Take(at), .. Changes.Skip(at + 1)] });

    public override string ToString() => $"shape {Shape}, key {Key}, {string.Join(" + ", Changes.Select(step => $"{step.Change.Name} ({step.Seed})"))}";
}
