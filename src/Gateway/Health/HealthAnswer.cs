using System.Text;

namespace FederatedGateway.Health;

/// <summary>Plain-text answers of the health routes.</summary>
internal static class HealthAnswer
{
    /// <summary>The process answers. Says nothing else, because on the public listener anyone may ask.</summary>
    public static Task WriteAliveAsync(HttpContext context) => WriteAsync(context, StatusCodes.Status200OK, "OK");

    public static async Task WriteAsync(HttpContext context, int status, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
