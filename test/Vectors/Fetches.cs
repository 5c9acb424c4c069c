namespace FederatedGateway.Vectors;

/// <summary>How often one of the issuer's documents may be fetched during a trial.</summary>
public readonly record struct Fetches(int Least, int Most)
{
    public static Fetches Exactly(int count) => new(count, count);

    public static Fetches AtMost(int count) => new(0, count);

    public bool Holds(int count) => count >= Least && count <= Most;

    public override string ToString() => Least == Most ? $"{Most}" : $"<={Most}";
}
