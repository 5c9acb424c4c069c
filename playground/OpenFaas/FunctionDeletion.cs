namespace FederatedGateway.Playground.OpenFaas;

/// <summary>The body of a delete request.</summary>
internal sealed record FunctionDeletion(string? FunctionName, string? Namespace);
