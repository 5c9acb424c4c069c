namespace FederatedGateway.Playground.OpenFaas.Functions;

/// <summary>Answers with the body it was sent, as it comes.</summary>
internal static class EchoFunction
{
    public static Task InvokeAsync(HttpContext context)
    {
        context.Response.ContentType = context.Request.ContentType ?? "text/plain";
        return context.Request.Body.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
