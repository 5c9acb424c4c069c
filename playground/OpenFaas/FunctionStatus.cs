namespace FederatedGateway.Playground.OpenFaas;

/// <summary>A function as the list and describe routes show it.</summary>
internal sealed record FunctionStatus
{
    public required string Name { get; init; }
    public required string Image { get; init; }
    public required string Namespace { get; init; }
    public string? EnvProcess { get; init; }
    public Dictionary<string, string>? EnvVars { get; init; }
    public List<string>? Constraints { get; init; }
    public List<string>? Secrets { get; init; }
    public Dictionary<string, string>? Labels { get; init; }
    public Dictionary<string, string>? Annotations { get; init; }
    public Dictionary<string, string>? Limits { get; init; }
    public Dictionary<string, string>? Requests { get; init; }
    public bool ReadOnlyRootFilesystem { get; init; }
    public long InvocationCount { get; init; }
    public int Replicas { get; init; }
    public int AvailableReplicas { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}
