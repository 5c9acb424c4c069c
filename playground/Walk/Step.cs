namespace FederatedGateway.Playground.Walk;

/// <summary>One step of the walk: its name, and the check that takes it.</summary>
internal sealed record Step(string Name, Func<Traveller, CancellationToken, Task<StepResult>> TakeAsync);
