using System.Collections.Concurrent;

namespace FederatedGateway.Admission;

/// <summary>
/// Tokens whose verification need not be repeated: the caller by the hash of the whole token, valid for one generation of the issuer's
/// keys, while those serve, and never past <c>exp</c>. Bounded by two halves: when the young one is full it becomes the old one, and the old one is dropped.
/// </summary>
internal sealed class VerifiedTokens
{
    private const int HalfCapacity = 8192;

    private ConcurrentDictionary<TokenHash, Entry> _young = new();
    private ConcurrentDictionary<TokenHash, Entry> _old = new();
    private int _inYoung;

    private readonly record struct Entry(Caller Caller, IssuerKeys Keys, long Generation);

    public int Count => _young.Count + _old.Count;

    public bool TryGet(in TokenHash token, DateTimeOffset now, out Caller? caller)
    {
        var inYoung = _young.TryGetValue(token, out var entry);
        var known = (inYoung || _old.TryGetValue(token, out entry)) && entry.Keys.Current?.Generation == entry.Generation && now < entry.Caller.Expires;
        caller = known ? entry.Caller : null;
        if (known && !inYoung)
            Add(token, entry);
        return known;
    }

    public void Remember(in TokenHash token, Caller caller, IssuerKeys keys, long generation) => Add(token, new(caller, keys, generation));

    private void Add(in TokenHash token, Entry entry)
    {
        _young[token] = entry;
        if (Interlocked.Increment(ref _inYoung) < HalfCapacity)
            return;
        // Two threads may turn at once; what is lost is only remembered work.
        Interlocked.Exchange(ref _inYoung, 0);
        _old = Interlocked.Exchange(ref _young, new());
    }
}
