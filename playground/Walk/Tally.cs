namespace FederatedGateway.Playground.Walk;

/// <summary>How many steps came out as expected, and how many did not.</summary>
internal readonly record struct Tally(int Expected, int Unexpected)
{
    public int Total => Expected + Unexpected;

    public Tally Add(bool asExpected) => asExpected ? this with { Expected = Expected + 1 } : this with { Unexpected = Unexpected + 1 };

    public override string ToString() => $"walk: {Expected} steps as expected, {Unexpected} not";
}
