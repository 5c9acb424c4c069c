using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;

namespace FederatedGateway.Tls;

/// <summary>
/// A handshake of the server with itself, in memory. Only that shows whether the platform's TLS takes a certificate: a weak key or an odd
/// curve loads without a word and fails every client.
/// </summary>
internal static class SelfHandshake
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Why no handshake comes about; null where one does.</summary>
    public static string? Fault(SslServerAuthenticationOptions options)
    {
        var (up, down) = (new Pipe(), new Pipe());
        using var server = new SslStream(new PipeEnd(up.Reader, down.Writer));
        using var client = new SslStream(new PipeEnd(down.Reader, up.Writer));
        try
        {
            // Whether a client trusts the certificate is the client's question; here it is our own.
            var request = new SslClientAuthenticationOptions { TargetHost = "localhost", RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null };
            var served = AuthenticateAsync(server.AuthenticateAsServerAsync(options), down.Writer);
            var asked = AuthenticateAsync(client.AuthenticateAsClientAsync(request), up.Writer);
            return Task.WhenAll(served, asked).Wait(Patience) ? null : "a TLS handshake with it does not end";
        }
        catch (AggregateException exception)
        {
            return $"a TLS handshake with it fails: {exception.InnerExceptions[0].GetBaseException().Message}";
        }
    }

    /// <summary>The other side must not wait for one that gave up.</summary>
    private static async Task AuthenticateAsync(Task handshake, PipeWriter own)
    {
        try
        {
            await handshake;
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException or NotSupportedException)
        {
            await own.CompleteAsync();
            throw;
        }
    }

    /// <summary>One end of the two pipes.</summary>
    private sealed class PipeEnd(PipeReader reader, PipeWriter writer) : Stream
    {
        private readonly Stream _in = reader.AsStream();
        private readonly Stream _out = writer.AsStream();

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _in.ReadAsync(buffer, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => _out.WriteAsync(buffer, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => _out.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
