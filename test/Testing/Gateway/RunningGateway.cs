namespace FederatedGateway.Testing;

/// <summary>
/// A started gateway, in this process or as the shipped executable; tests cannot tell which.
/// </summary>
public abstract class RunningGateway : IAsyncDisposable
{
    public abstract Uri PublicAddress { get; }

    public abstract Uri HealthAddress { get; }

    public CapturedLog Log { get; } = new();

    /// <summary>Starts the executable that <c>FEDGW_EXECUTABLE</c> names; without it, the gateway of this build in this process.</summary>
    public static async Task<RunningGateway> StartAsync(IReadOnlyDictionary<string, string> settings) =>
        GatewayProgram.NamedExecutable is null ? await GatewayInProcess.StartAsync(settings) : await GatewayProcess.StartAsync(settings);

    /// <summary>Asks it to stop as the platform does, and waits until it has.</summary>
    public abstract Task StopAsync();

    public abstract ValueTask DisposeAsync();
}
