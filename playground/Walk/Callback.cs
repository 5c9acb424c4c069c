namespace FederatedGateway.Playground.Walk;

/// <summary>The answer of an asynchronous invocation as it was posted back.</summary>
internal sealed record Callback(string Function, string Status, string CallId, string Body);
