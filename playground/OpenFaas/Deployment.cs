namespace FederatedGateway.Playground.OpenFaas;

/// <summary>The body of a deploy or update request.</summary>
internal sealed record Deployment
{
    public string? Service { get; init; }
    public string? Image { get; init; }
    public string? Namespace { get; init; }
    public string? EnvProcess { get; init; }
    public Dictionary<string, string>? EnvVars { get; init; }
    public List<string>? Constraints { get; init; }
    public List<string>? Secrets { get; init; }
    public Dictionary<string, string>? Labels { get; init; }
    public Dictionary<string, string>? Annotations { get; init; }
    public Dictionary<string, string>? Limits { get; init; }
    public Dictionary<string, string>? Requests { get; init; }
    public bool ReadOnlyRootFilesystem { get; init; }
}
