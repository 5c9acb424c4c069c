namespace FederatedGateway.Forwarding;

/// <summary>A stream that flushes after each write.</summary>
internal sealed class FlushingStream(Stream inner) : WriteOnlyStream(inner)
{
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Inner.WriteAsync(buffer, cancellationToken);
        await Inner.FlushAsync(cancellationToken);
    }
}
