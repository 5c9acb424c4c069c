using System.Net;

namespace FederatedGateway.Forwarding;

/// <summary>
/// A request body that goes to OpenFaaS as it comes: each piece is flushed, since the client's handler holds back what does not
/// fill its buffer (measured: a small chunk stayed with us until the next one came). Knows whether any of it has been asked for.
/// </summary>
internal sealed class FlushedContent : HttpContent
{
    private const int MostUnasked = 64 * 1024;
    private const int MostKept = 1024;

    private readonly HttpContent _inner;
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[]? _kept;

    public FlushedContent(HttpContent inner)
    {
        _inner = inner;
        foreach (var (name, values) in inner.Headers.NonValidated)
            Headers.TryAddWithoutValidation(name, values);
    }

    /// <summary>
    /// Whether OpenFaaS is asked before the body is sent (RFC 9110 §10.1.1). Its server reads a small body whatever it answers, but closes
    /// on one beyond 256 KiB that it does not want, and the client library would then report the broken upload, not the answer.
    /// </summary>
    public bool AsksFirst => Headers.ContentLength is null or > MostUnasked;

    /// <summary>Once started, the body cannot be sent a second time, unless it was kept.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Completes when the last byte has been handed over, however that ended.</summary>
    public Task Sent => _sent.Task;

    /// <summary>
    /// Takes a body of at most 1 KiB into memory, so that it can be sent again: the client library spares only longer ones after a refusal
    /// (measured), although OpenFaaS was asked first.
    /// </summary>
    public async Task KeepIfSmallAsync(CancellationToken cancellation)
    {
        if (Headers.ContentLength is not <= MostKept)
            return;
        using var body = new MemoryStream();
        await _inner.CopyToAsync(body, cancellation);
        _kept = body.ToArray();
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        IsGone = _kept is null;
        try
        {
            if (_kept is not null)
                await stream.WriteAsync(_kept, cancellationToken);
            else
                await _inner.CopyToAsync(new FlushingStream(stream), context, cancellationToken);
        }
        finally
        {
            _sent.TrySetResult();
        }
    }

    /// <summary>The length, if there is one, is the client's own and stands in the header.</summary>
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }
}
