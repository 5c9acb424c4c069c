namespace FederatedGateway.Vectors;

/// <summary>The rows on one subject.</summary>
public sealed record Table(string Name, IReadOnlyList<Vector> Rows);
