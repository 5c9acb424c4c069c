namespace FederatedGateway.Playground.OpenFaas;

/// <summary>One line of a function's log, as the logs route streams it.</summary>
internal sealed record LogMessage(string Name, string Namespace, string Instance, DateTimeOffset Timestamp, string Text);
