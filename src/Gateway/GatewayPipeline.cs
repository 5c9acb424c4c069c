using FederatedGateway.Admission;
using FederatedGateway.Forwarding;
using FederatedGateway.Health;

namespace FederatedGateway;

/// <summary>The order of steps. Order matters: each line says why it stands where it does.</summary>
internal static class GatewayPipeline
{
    public static void Use(WebApplication app)
    {
        // First, for every answer of both listeners: the server did not see that the caller wants the connection closed.
        app.Use(static (context, next) =>
        {
            if (HeaderRules.AsksToClose(context.Request.Headers.Connection))
                context.Response.OnStarting(CloseAfterAsync, context.Response);
            return next(context);
        });

        // By connection: health and metrics exist on their own listener only, and nothing of the public one is reachable there.
        app.MapWhen(HealthListener.Owns, HealthEndpoints.Use);

        // Last, and terminal: nothing behind it, so nothing is public by omission.
        var admission = app.Services.GetRequiredService<AdmissionMiddleware>();
        app.Run(admission.InvokeAsync);
    }

    private static Task CloseAfterAsync(object response)
    {
        ((HttpResponse)response).Headers.Connection = "close";
        return Task.CompletedTask;
    }
}
