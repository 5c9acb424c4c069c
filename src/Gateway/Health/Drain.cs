using FederatedGateway.Configuration;
using FederatedGateway.Observability;

namespace FederatedGateway.Health;

/// <summary>
/// Leaving in order: on SIGTERM the gateway is not ready at once and keeps serving for <c>shutdown_delay</c>, until the load balancers
/// have noticed; then the server stops listening and what is under way may finish within <c>shutdown_timeout</c>.
/// </summary>
internal sealed class Drain(GatewayOptions options, TimeProvider time, ILogger<Drain> log) : IHostedLifecycleService
{
    public bool HasBegun { get; private set; }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        HasBegun = true;
        log.DrainBegan(Duration.Format(options.Listener.ShutdownDelay), Duration.Format(options.Listener.ShutdownTimeout));
        await Task.Delay(options.Listener.ShutdownDelay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        log.Stopped();
        return Task.CompletedTask;
    }
}
