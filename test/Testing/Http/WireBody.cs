namespace FederatedGateway.Testing;

/// <summary>One message's body, part by part as it arrives, with its trailers and the way it ended.</summary>
public sealed class WireBody
{
    private readonly WireReader _reader;
    private readonly bool _chunked;
    private readonly bool _untilClose;
    private long _left;
    private bool _done;

    private WireBody(WireReader reader, bool chunked, long left, bool untilClose)
    {
        (_reader, _chunked, _left, _untilClose) = (reader, chunked, left, untilClose);
        _done = !chunked && left == 0;
    }

    /// <summary>Known when <see cref="ReadPartAsync"/> has returned null.</summary>
    public Ending Ending { get; private set; }

    public IReadOnlyList<HeaderLine> Trailers { get; private set; } = [];

    public static WireBody OfRequest(WireHead head, WireReader reader) =>
        new(reader, head.IsChunked, head.IsChunked ? 0 : head.ContentLength ?? 0, untilClose: false);

    public static WireBody OfResponse(WireHead head, WireReader reader, bool bodiless)
    {
        if (bodiless || head.Parts[1] is "204" or "304") return new WireBody(reader, chunked: false, 0, untilClose: false);
        if (head.IsChunked) return new WireBody(reader, chunked: true, 0, untilClose: false);
        return head.ContentLength is { } length
            ? new WireBody(reader, chunked: false, length, untilClose: false)
            : new WireBody(reader, chunked: false, long.MaxValue, untilClose: true);
    }

    /// <summary>The next bytes as they came; null at the end, whichever end it was.</summary>
    public async Task<byte[]?> ReadPartAsync()
    {
        if (_done) return null;
        if (_chunked && _left == 0 && !await NextChunkAsync()) return null;
        if (await _reader.ReadSomeAsync(_left) is not { } part) return End(_untilClose ? Ending.Complete : _reader.Ending);
        _left -= part.Length;
        if (_left > 0) return part;
        if (!_chunked) _done = true;
        else await _reader.ReadLineAsync();
        return part;
    }

    public async Task<byte[]> ReadAllAsync()
    {
        using var all = new MemoryStream();
        while (await ReadPartAsync() is { } part) all.Write(part);
        return all.ToArray();
    }

    private async Task<bool> NextChunkAsync()
    {
        if (await _reader.ReadLineAsync() is not { } line)
        {
            End(_reader.Ending);
            return false;
        }

        _left = Convert.ToInt64(line.Split(';')[0].Trim(), 16);
        if (_left > 0) return true;
        Trailers = await _reader.ReadHeaderLinesAsync() ?? [];
        End(Ending.Complete);
        return false;
    }

    private byte[]? End(Ending ending)
    {
        (_done, Ending) = (true, ending);
        return null;
    }
}
