using System.Security.Cryptography;
using System.Threading.Channels;

namespace FederatedGateway.Playground.OpenFaas;

/// <summary>
/// The REST API of OpenFaaS community edition in memory, with its statuses and its quirks, a generated admin password and a few
/// functions that really run.
/// </summary>
internal sealed class OpenFaasServer : IAsyncDisposable
{
    public const string User = "admin";
    public const string Release = "0.27.12";

    private readonly WebApplication _application;

    public OpenFaasServer(int port, TimeProvider clock, Action<ILoggingBuilder> logging)
    {
        var store = new FunctionStore(clock);
        var log = new FunctionLog(clock);
        var invocation = new Invocation(store, log, clock);
        var queue = Channel.CreateUnbounded<QueuedInvocation>();
        foreach (var name in (string[])["clock", "echo", "env", "sleep"])
            store.TryDeploy(new Deployment { Service = name, Image = $"ghcr.io/openfaas/{name}:latest", Namespace = FunctionStore.Namespace });

        var builder = Loopback.CreateBuilder(port, logging);
        builder.Services.AddHostedService(services =>
            new QueueWorker(queue.Reader, invocation, clock, services.GetRequiredService<ILogger<QueueWorker>>()));
        _application = builder.Build();
        var router = new Router(
            [
                .. new FunctionRoutes(store, log).Routes,
                .. new SecretRoutes(store).Routes,
                .. new LogRoutes(log, clock).Routes,
                .. new InvokeRoutes(invocation).Routes,
                .. new AsyncRoutes(invocation, queue.Writer).Routes,
                .. SystemRoutes.Routes,
            ],
            Password);
        _application.Run(router.HandleAsync);
    }

    /// <summary>The admin password; it never leaves this process and the gateway's secret folder.</summary>
    public string Password { get; } = RandomNumberGenerator.GetHexString(40, lowercase: true);

    public string Address => Loopback.AddressOf(_application);

    public Task StartAsync(CancellationToken cancellationToken) => _application.StartAsync(cancellationToken);

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
