namespace FederatedGateway.Playground.OpenFaas;

/// <summary>The body of a scale request.</summary>
internal sealed record ScaleRequest(string? ServiceName, ulong Replicas, string? Namespace);
