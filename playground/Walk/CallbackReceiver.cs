using System.Threading.Channels;

namespace FederatedGateway.Playground.Walk;

/// <summary>A listener on a free loopback port to which asynchronous answers are posted.</summary>
internal sealed class CallbackReceiver : IAsyncDisposable
{
    private readonly Channel<Callback> _callbacks = Channel.CreateUnbounded<Callback>();
    private readonly WebApplication _application;

    private CallbackReceiver()
    {
        _application = Loopback.CreateBuilder(port: 0, _ => { }).Build();
        _application.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var headers = context.Request.Headers;
            _callbacks.Writer.TryWrite(new Callback(
                headers["X-Function-Name"].ToString(),
                headers["X-Function-Status"].ToString(),
                headers["X-Call-Id"].ToString(),
                await reader.ReadToEndAsync(context.RequestAborted)));
        });
    }

    public string Address => Loopback.AddressOf(_application);

    public static async Task<CallbackReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var receiver = new CallbackReceiver();
        await receiver._application.StartAsync(cancellationToken);
        return receiver;
    }

    /// <exception cref="TimeoutException">Nothing came in time.</exception>
    public Task<Callback> ReceiveAsync(TimeSpan patience, CancellationToken cancellationToken) =>
        _callbacks.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(patience, TimeProvider.System, cancellationToken);

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
