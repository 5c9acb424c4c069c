namespace FederatedGateway;

/// <summary>
/// The gateway as one value: configured, started, stopped. The program, the playground and the tests all compose it here,
/// so what is tested is what runs in production.
/// </summary>
public sealed class GatewayServer : IAsyncDisposable
{
    private GatewayServer()
    {
    }

    /// <summary>The bound address of the public listener; known after <see cref="StartAsync"/>.</summary>
    public Uri PublicAddress => throw new InvalidOperationException("The gateway has not started.");

    /// <summary>The bound address of the health listener; known after <see cref="StartAsync"/>.</summary>
    public Uri HealthAddress => throw new InvalidOperationException("The gateway has not started.");

    /// <summary>Reads the settings and composes the gateway.</summary>
    /// <param name="environment">The settings by name, as environment variables would give them; nothing else is read.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <param name="logging">Replaces the console log of the program; used by tests that read the log.</param>
    public static GatewayServer Create(
        IReadOnlyDictionary<string, string> environment,
        TimeProvider? timeProvider = null,
        Action<ILoggingBuilder>? logging = null) => new();

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
