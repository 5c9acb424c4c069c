using System.Globalization;

namespace FederatedGateway.Playground.OpenFaas;

/// <summary>Runs a function for one request, synchronous or queued: counts it, logs it, and times it.</summary>
internal sealed class Invocation(FunctionStore store, FunctionLog log, TimeProvider clock)
{
    private const string DefaultSuffix = "." + FunctionStore.Namespace;

    /// <summary>The function by its name, with or without the namespace.</summary>
    public Function? Find(string name) =>
        store.Find(name.EndsWith(DefaultSuffix, StringComparison.Ordinal) ? name[..^DefaultSuffix.Length] : name);

    public async Task RunAsync(Function function, RequestDelegate program, HttpContext context)
    {
        function.CountInvocation();
        var started = clock.GetTimestamp();
        context.Response.OnStarting(() =>
        {
            context.Response.Headers["X-Duration-Seconds"] = Seconds(started);
            return Task.CompletedTask;
        });
        await program(context);
        log.Write(function, $"{context.Request.Method} {context.Request.Path} - {context.Response.StatusCode} ({Seconds(started)}s)");
    }

    /// <summary>Marks a request and its response with the three headers of the gateway.</summary>
    public void Stamp(HttpContext context)
    {
        var request = context.Request.Headers;
        if (string.IsNullOrEmpty(request["X-Call-Id"]))
        {
            request["X-Call-Id"] = Guid.NewGuid().ToString();
            context.Response.Headers["X-Call-Id"] = request["X-Call-Id"];
        }

        var nanoseconds = (clock.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.Ticks) * TimeSpan.NanosecondsPerTick;
        var start = nanoseconds.ToString(CultureInfo.InvariantCulture);
        request.Append("X-Start-Time", start);
        context.Response.Headers["X-Start-Time"] = start;
        context.Response.Headers["X-Served-By"] = $"openfaas-ce/{OpenFaasServer.Release}";
    }

    private string Seconds(long started) => clock.GetElapsedTime(started).TotalSeconds.ToString("F6", CultureInfo.InvariantCulture);
}
