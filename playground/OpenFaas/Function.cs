namespace FederatedGateway.Playground.OpenFaas;

/// <summary>A deployed function: what was asked for, how far it is scaled, how often it ran, and its program if the image is known.</summary>
internal sealed class Function(Deployment deployment, DateTimeOffset createdAt)
{
    private long _invocations;

    public Deployment Deployment { get; } = deployment;

    public string Name { get; } = deployment.Service!;

    /// <summary>The name of the one replica that writes the log.</summary>
    public string Instance { get; } = $"{deployment.Service}-{Guid.NewGuid().ToString("N")[..10]}";

    /// <summary>What runs when the function is invoked; null when nothing here can run the image.</summary>
    public RequestDelegate? Program { get; } = Images.Find(deployment.Image);

    public int Replicas { get; set; } = 1;

    public void CountInvocation() => Interlocked.Increment(ref _invocations);

    public FunctionStatus Status() => new()
    {
        Name = Name,
        Image = Deployment.Image!,
        Namespace = FunctionStore.Namespace,
        EnvProcess = Deployment.EnvProcess,
        EnvVars = Deployment.EnvVars,
        Constraints = Deployment.Constraints,
        Secrets = Deployment.Secrets,
        Labels = Deployment.Labels,
        Annotations = Deployment.Annotations,
        Limits = Deployment.Limits,
        Requests = Deployment.Requests,
        ReadOnlyRootFilesystem = Deployment.ReadOnlyRootFilesystem,
        InvocationCount = Interlocked.Read(ref _invocations),
        Replicas = Replicas,
        AvailableReplicas = Program is null ? 0 : Replicas,
        CreatedAt = createdAt,
    };
}
