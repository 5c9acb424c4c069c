using System.Text;

namespace FederatedGateway.Playground.OpenFaas.Functions;

/// <summary>Prints the environment a classic watchdog would give its process: the request's headers as <c>Http_*</c> lines.</summary>
internal static class EnvFunction
{
    public static Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var text = new StringBuilder("fprocess=env\n");
        foreach (var (name, values) in request.Headers.OrderBy(header => header.Key, StringComparer.Ordinal))
        {
            // The watchdog knows these two apart from the headers.
            if (name is "Host" or "Content-Length") continue;
            text.Append("Http_").Append(name.Replace('-', '_')).Append('=').Append(values).Append('\n');
        }

        text.Append("Http_Method=").Append(request.Method).Append('\n');
        text.Append("Http_Path=").Append(request.Path).Append('\n');
        if (request.QueryString.HasValue) text.Append("Http_Query=").Append(request.QueryString.Value![1..]).Append('\n');
        text.Append("Http_Host=").Append(request.Host.Value).Append('\n');
        return context.Response.WriteAsync(text.ToString());
    }
}
