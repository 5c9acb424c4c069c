using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FederatedGateway.Playground;

/// <summary>
/// Builds the playground's own web applications: HTTP/1.1 on one port of 127.0.0.1, nothing read from the environment,
/// and a stop that does not wait for streams.
/// </summary>
internal static class Loopback
{
    public static WebApplicationBuilder CreateBuilder(int port, Action<ILoggingBuilder> logging)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        logging(builder.Logging);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(500));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port, listener => listener.Protocols = HttpProtocols.Http1);
        });
        return builder;
    }

    /// <summary>Where a started application listens, without a trailing slash.</summary>
    public static string AddressOf(WebApplication application) => application.Urls.Single().TrimEnd('/');
}
