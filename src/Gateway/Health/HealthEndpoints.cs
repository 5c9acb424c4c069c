namespace FederatedGateway.Health;

/// <summary>The health listener's routes: alive, ready, metrics. Anything else there is 404.</summary>
internal static class HealthEndpoints
{
    public static void Use(IApplicationBuilder health)
    {
        health.UseOpenTelemetryPrometheusScrapingEndpoint("/metrics");
        health.Run(context => context.Request.Path.Value switch
        {
            "/healthz" => HealthAnswer.WriteAliveAsync(context),
            "/readyz" => WriteReadyAsync(context),
            _ => HealthAnswer.WriteAsync(context, StatusCodes.Status404NotFound, "not found; here are /healthz, /readyz and /metrics\n"),
        });
    }

    private static Task WriteReadyAsync(HttpContext context)
    {
        var readiness = context.RequestServices.GetRequiredService<Readiness>();
        var obstacles = readiness.Obstacles();
        return obstacles.Count == 0
            ? HealthAnswer.WriteAsync(context, StatusCodes.Status200OK, string.Join('\n', ["ready", .. readiness.Impairments()]) + "\n")
            : HealthAnswer.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, string.Join('\n', obstacles) + "\n");
    }
}
