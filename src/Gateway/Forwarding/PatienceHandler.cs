using FederatedGateway.Configuration;

namespace FederatedGateway.Forwarding;

/// <summary>
/// Bounds the wait for the response headers by <c>upstream_timeout</c>. The wait begins when OpenFaaS has
/// all of the request: an upload may take as long as the client needs.
/// </summary>
internal sealed class PatienceHandler(UpstreamOptions options, TimeProvider time, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        SentOnce.Allow(request);
        return options.Timeout == TimeSpan.Zero ? base.SendAsync(request, cancellationToken) : SendWithinAsync(request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendWithinAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        // Not disposed here: a body may still be on its way under this token when the headers are there.
        var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sending = base.SendAsync(request, giveUp.Token);
        if (request.Content is FlushedContent content)
            await Task.WhenAny(sending, content.Sent);
        try
        {
            return await sending.WaitAsync(options.Timeout, time, cancellation);
        }
        catch (TimeoutException)
        {
            await giveUp.CancelAsync();
            // Its end is awaited, so that nothing of the exchange outlives the answer.
            await ((Task)sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (sending.IsCompletedSuccessfully)
                sending.Result.Dispose();
            throw new TimeoutException("OpenFaaS sent no response headers within upstream_timeout.");
        }
    }
}
