namespace FederatedGateway.Mutation;

internal enum Outcome
{
    Killed,
    Hung,
    Survived,
    DidNotCompile,
}

/// <summary>What became of a mutant, and by which test.</summary>
internal sealed record Verdict(Mutant Mutant, Outcome Outcome, string By = "")
{
    /// <summary>A test that never ends is a test that fails.</summary>
    public bool IsKilled => Outcome is Outcome.Killed or Outcome.Hung;
}
