using System.Globalization;
using System.Threading.Channels;

namespace FederatedGateway.Playground.OpenFaas;

/// <summary>Runs queued requests one after the other and posts each answer to its callback.</summary>
internal sealed partial class QueueWorker(
    ChannelReader<QueuedInvocation> queue, Invocation invocation, TimeProvider clock, ILogger<QueueWorker> logger) : BackgroundService
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var item in queue.ReadAllAsync(stoppingToken))
        {
            var started = clock.GetTimestamp();
            var context = await RunAsync(item);
            if (item.Callback is not null) await CallBackAsync(item, context, clock.GetElapsedTime(started), stoppingToken);
        }
    }

    private async Task<HttpContext> RunAsync(QueuedInvocation item)
    {
        var context = new DefaultHttpContext { Request = { Method = "POST", Path = item.Path, QueryString = item.Query } };
        foreach (var (name, values) in item.Headers) context.Request.Headers[name] = values;
        context.Request.Body = new MemoryStream(item.Body);
        context.Response.Body = new MemoryStream();
        if (invocation.Find(item.Name) is not { } function)
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (function.Program is not { } program)
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        else
            await invocation.RunAsync(function, program, context);
        return context;
    }

    private async Task CallBackAsync(QueuedInvocation item, HttpContext context, TimeSpan duration, CancellationToken cancellationToken)
    {
        context.Response.Body.Position = 0;
        using var message = new HttpRequestMessage(HttpMethod.Post, item.Callback) { Content = new StreamContent(context.Response.Body) };
        foreach (var (name, values) in context.Response.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                message.Content.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        message.Headers.TryAddWithoutValidation("X-Call-Id", item.Headers["X-Call-Id"].AsEnumerable());
        message.Headers.Add("X-Function-Name", item.Name);
        message.Headers.Add("X-Function-Status", context.Response.StatusCode.ToString(CultureInfo.InvariantCulture));
        message.Headers.Add("X-Duration-Seconds", duration.TotalSeconds.ToString("F6", CultureInfo.InvariantCulture));
        try
        {
            using var answer = await _http.SendAsync(message, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            LogCallbackFailure(item.Name, exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The callback of {Function} was not delivered")]
    private partial void LogCallbackFailure(string function, Exception exception);
}
