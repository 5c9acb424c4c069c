namespace FederatedGateway.Playground.Walk;

/// <summary>What a step asked, what came back, what should have, and whether it did.</summary>
internal sealed record StepResult(string Asked, IReadOnlyList<string> CameBack, string Expectation, bool AsExpected);
