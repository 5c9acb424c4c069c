namespace FederatedGateway.Vectors;

/// <summary>What became of a row.</summary>
public sealed record Verdict(Vector Vector, string Seen, Ruling Ruling);

/// <summary>Referred: another test proves it, and this table does not count it as its own.</summary>
public enum Ruling
{
    Passed,
    Failed,
    Referred,
}
