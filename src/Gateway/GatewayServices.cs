using FederatedGateway.Admission;
using FederatedGateway.Configuration;
using FederatedGateway.Forwarding;
using FederatedGateway.Health;
using FederatedGateway.Observability;
using FederatedGateway.Tls;
using OpenTelemetry.Metrics;

namespace FederatedGateway;

/// <summary>Every registration, on one page.</summary>
internal static class GatewayServices
{
    public static void Add(IServiceCollection services, GatewayOptions options, TimeProvider time)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Upstream);
        services.AddSingleton(time);

        // Admission
        for (var i = 0; i < options.Issuers.Count; i++)
        {
            var (issuer, index) = (options.Issuers[i], i);
            services.AddSingleton(provider => new TrustedIssuer(issuer, new IssuerKeys(
                issuer, new IssuerDocuments(issuer, time), time, provider.GetRequiredService<GatewayMetrics>(), provider.GetRequiredService<ILogger<IssuerKeys>>())));
            // Each has its own life, under the host's supervision.
            services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<TrustedIssuers>().All[index].Keys);
        }

        services.AddSingleton<TrustedIssuers>();
        services.AddSingleton<TokenValidator>();
        services.AddSingleton<AccessPolicy>();
        services.AddSingleton<DenialResponse>();
        services.AddSingleton<ResourceMetadata>();
        services.AddSingleton<AdmissionMiddleware>();

        // Forwarding
        services.AddHttpForwarder();
        services.AddSingleton<UpstreamCredentials>();
        services.AddSingleton<UpstreamTransform>();
        services.AddSingleton(provider => UpstreamHttpClient.Create(
            options.Upstream, provider.GetRequiredService<UpstreamCredentials>(), provider.GetRequiredService<GatewayMetrics>(), time));
        services.AddSingleton<UpstreamForwarder>();

        // Tls
        if (options.Listener.Tls is { } tls)
            services.AddSingleton(tls).AddSingleton<ServingCertificate>();

        // Observability
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton<RequestRecord>();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(GatewayMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime")
            .AddPrometheusExporter());

        // Health
        services.AddSingleton<Readiness>();
        services.AddSingleton<Drain>();
        services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Listener.ShutdownDelay + options.Listener.ShutdownTimeout);
    }
}
