using Microsoft.Extensions.Logging;

namespace FederatedGateway.Testing;

/// <summary>The gateway of this build, in the process of the tests.</summary>
public sealed class GatewayInProcess : RunningGateway
{
    private readonly GatewayServer _server;

    private GatewayInProcess(IReadOnlyDictionary<string, string> settings) => _server = GatewayServer.Create(settings, logging: logging =>
    {
        logging.ClearProviders();
        logging.AddProvider(Log);
    });

    public override Uri PublicAddress => _server.PublicAddress;

    public override Uri HealthAddress => _server.HealthAddress;

    public static new async Task<GatewayInProcess> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var gateway = new GatewayInProcess(settings);
        await gateway._server.StartAsync();
        return gateway;
    }

    public override Task StopAsync() => _server.StopAsync();

    public override ValueTask DisposeAsync() => _server.DisposeAsync();
}
