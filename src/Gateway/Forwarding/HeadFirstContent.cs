namespace FederatedGateway.Forwarding;

/// <summary>
/// The body of an answer that does not hold up its own head. The server keeps the head until the first byte of the body; where
/// that byte is not there yet, the head is sent ahead, and where it is, head and body still leave in one write.
/// </summary>
internal sealed class HeadFirstContent : StreamContent
{
    private HeadFirstContent(Stream body, HttpResponse response) : base(new HeadFirstStream(body, response))
    {
    }

    public static async ValueTask ApplyAsync(HttpResponseMessage answer, HttpResponse response, CancellationToken cancellation) =>
        answer.Content = new HeadFirstContent(await answer.Content.ReadAsStreamAsync(cancellation), response);

    private sealed class HeadFirstStream(Stream inner, HttpResponse response) : Stream
    {
        private bool _headIsOut;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var reading = inner.ReadAsync(buffer, cancellationToken);
            return _headIsOut || reading.IsCompleted ? reading : SendHeadAsync(reading.AsTask(), cancellationToken);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read asynchronously.");

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }

        private async ValueTask<int> SendHeadAsync(Task<int> reading, CancellationToken cancellation)
        {
            _headIsOut = true;
            await response.Body.FlushAsync(cancellation);
            return await reading;
        }
    }
}
