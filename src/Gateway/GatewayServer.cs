using System.Net.Sockets;
using System.Reflection;
using FederatedGateway.Configuration;
using FederatedGateway.Observability;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FederatedGateway;

/// <summary>
/// The gateway as one value: configured, started, stopped. The program, the playground and the tests all compose it here,
/// so what is tested is what runs in production.
/// </summary>
public sealed class GatewayServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GatewayOptions _options;

    private GatewayServer(WebApplication app, GatewayOptions options) => (_app, _options) = (app, options);

    public static string Version { get; } =
        typeof(GatewayServer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>The bound address of the public listener; known after <see cref="StartAsync"/>.</summary>
    public Uri PublicAddress => Bound(0);

    /// <summary>The bound address of the health listener; known after <see cref="StartAsync"/>.</summary>
    public Uri HealthAddress => Bound(1);

    /// <summary>Reads the settings and composes the gateway.</summary>
    /// <param name="environment">The settings by name, as environment variables would give them; nothing else is read.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <param name="logging">Replaces the console log of the program; used by tests that read the log.</param>
    /// <exception cref="GatewayConfigurationException">The settings cannot be used; names every fault.</exception>
    public static GatewayServer Create(
        IReadOnlyDictionary<string, string> environment, TimeProvider? timeProvider = null, Action<ILoggingBuilder>? logging = null)
    {
        var options = GatewayOptionsReader.Read(environment);
        // The empty builder takes no settings of its own from environment, files or arguments.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "federated-gateway" });
        GatewayLogging.SetLevels(builder.Logging, options);
        if (logging is null)
            GatewayLogging.Configure(builder.Logging, options);
        else
            logging(builder.Logging);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => GatewayListeners.Configure(kestrel, options.Listener));
        GatewayServices.Add(builder.Services, options, timeProvider ?? TimeProvider.System);

        var app = builder.Build();
        GatewayPipeline.Use(app);
        return new GatewayServer(app, options);
    }

    /// <summary>Listens. Does not wait for the issuer: the keys come in the background.</summary>
    /// <exception cref="GatewayConfigurationException">A port cannot be had.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var log = _app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("FederatedGateway");
        foreach (var warning in _options.Warnings)
            log.ConfigurationWarning(warning);
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw PortFault($"is in use by another process ({exception.Message})");
        }
        catch (SocketException exception)
        {
            throw PortFault($"cannot be listened on ({exception.Message})");
        }

        log.Started(
            Version, Printed(PublicAddress), Printed(HealthAddress), string.Join(", ", _options.Issuers.Select(issuer => issuer.Issuer)),
            string.Join(", ", _options.Issuers.SelectMany(issuer => issuer.Audiences).Distinct(StringComparer.Ordinal)),
            _options.Upstream.GatewayUrl, _options.AllowInvoke ? "enabled" : "disabled");
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => _app.StopAsync(cancellationToken);

    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => _app.WaitForShutdownAsync(cancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private GatewayConfigurationException PortFault(string cause) =>
        new([new ConfigurationFault("port, health_port", $"{_options.Listener.Port} or {_options.Listener.HealthPort} {cause}", "Choose free ports, or stop what holds them")]);

    private Uri Bound(int listener)
    {
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.ToArray() ?? [];
        return addresses.Length > listener
            ? new Uri(addresses[listener].Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal))
            : throw new InvalidOperationException("The gateway has not started.");
    }

    private static string Printed(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
