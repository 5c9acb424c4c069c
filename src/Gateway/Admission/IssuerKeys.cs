using FederatedGateway.Configuration;
using FederatedGateway.Observability;

namespace FederatedGateway.Admission;

/// <summary>
/// The issuer's keys over time. Loads them in the background, renews them on a schedule and, once for all who wait, when a token
/// names a key that is not there. A failed, empty or malformed answer never replaces good keys; keys that could not be
/// renewed for too long are no keys at all.
/// </summary>
internal sealed class IssuerKeys : BackgroundService
{
    /// <summary>Between two fetches that tokens asked for: at most five in ten seconds, however many ask.</summary>
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan FilePolling = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(12);
    private const int MostWaiting = 4096;

    private readonly IssuerOptions _options;
    private readonly KeySource _source;
    private readonly TimeProvider _time;
    private readonly GatewayMetrics _metrics;
    private readonly ILogger<IssuerKeys> _log;
    private readonly Lock _lock = new();
    // Outlives every fetch and holds nothing to free, so it is never disposed.
    private readonly CancellationTokenSource _stopping = new();

    private volatile LoadedKeys? _loaded;
    private Fetch? _fetch;
    private long? _lastRequested;
    private int _waiting;

    public IssuerKeys(IssuerOptions options, IssuerDocuments documents, TimeProvider time, GatewayMetrics metrics, ILogger<IssuerKeys> log)
    {
        (_options, _time, _metrics, _log) = (options, time, metrics, log);
        _source = new(options, documents, log);
    }

    private sealed record LoadedKeys(KeySet Set, long At);

    private sealed record Fetch(Task<bool> Completion, long Requested);

    /// <summary>The keys that count now; null before the first load and once they are staler than <c>jwks_max_stale</c>.</summary>
    public KeySet? Current => _loaded is { } loaded && _time.GetElapsedTime(loaded.At) <= _options.Keys.MaxStale ? loaded.Set : null;

    /// <summary>How many keys there are, stale ones too, how long ago they were confirmed, and their generation; null before the first load.</summary>
    public (int Count, double AgeSeconds, long Generation)? Statistics =>
        _loaded is { } loaded ? (loaded.Set.Count, _time.GetElapsedTime(loaded.At).TotalSeconds, loaded.Set.Generation) : null;

    /// <summary>Whether a fetch has ended by now, well or badly.</summary>
    public bool HasTried { get; private set; }

    /// <summary>Why there are no fresh keys; null when the last fetch was good.</summary>
    public string? Fault { get; private set; } = "the issuer's keys have not been loaded yet";

    /// <summary>
    /// Waits until the keys differ from <paramref name="seen"/> or a fetch that left after this call has confirmed them; the fetch is shared
    /// with everybody who waits. False when it failed, took too long, or too many wait already: then nobody can say whether the key exists.
    /// </summary>
    public async Task<bool> RefreshAsync(KeySet seen, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            _metrics.RefreshDenied();
            return false;
        }

        try
        {
            var asked = _time.GetTimestamp();
            var fetch = Join(seen, asked);
            if (fetch?.Requested < asked)
            {
                // Under way already, it may have left before the issuer had the key; if it brought nothing new, another one is due.
                await fetch.Completion.WaitAsync(LongestWait, _time, cancellation);
                fetch = Join(seen, asked);
            }

            return fetch is null || await fetch.Completion.WaitAsync(LongestWait, _time, cancellation);
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>The same without waiting for a turn: nothing happens when a fetch was asked for a moment ago.</summary>
    public Task<bool> TryRefreshAsync(KeySet seen, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_lastRequested is { } last && _time.GetElapsedTime(last) < Spacing)
                return Task.FromResult(false);
        }

        return RefreshAsync(seen, cancellation);
    }

    public override void Dispose()
    {
        base.Dispose();
        _source.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var stop = stoppingToken.Register(_stopping.Cancel);
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            var succeeded = await Scheduled().Completion;
            failures = succeeded ? 0 : failures + 1;
            await Task.Delay(succeeded ? Interval : Backoff(failures), _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Often enough that keys never grow too old between two good fetches.</summary>
    private TimeSpan Interval
    {
        get
        {
            if (_options.Keys.JwksFile is not null)
                return FilePolling;
            var half = _options.Keys.MaxStale / 2;
            return half < _options.Keys.RefreshInterval ? half : _options.Keys.RefreshInterval;
        }
    }

    private TimeSpan Backoff(int failures)
    {
        var backoff = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures - 1, 10)));
        var longest = Interval < LongestBackoff ? Interval : LongestBackoff;
        return backoff < longest ? backoff : longest;
    }

    /// <summary>The fetch under way, or one that starts when its turn comes; null when there are other keys by now.</summary>
    private Fetch? Join(KeySet seen, long asked)
    {
        lock (_lock)
        {
            // In this order: a fetch publishes before it completes.
            if (_fetch is { Completion.IsCompleted: false } current)
                return current;
            if (_loaded?.Set.Generation != seen.Generation)
                return null;

            var turn = _lastRequested is { } last ? last + (long)(Spacing.TotalSeconds * _time.TimestampFrequency) : asked;
            _lastRequested = Math.Max(turn, asked);
            return _fetch = new(FetchAsync(_lastRequested.Value), _lastRequested.Value);
        }
    }

    private Fetch Scheduled()
    {
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            _source.Rediscover();
            return _fetch is { Completion.IsCompleted: false } current ? current : _fetch = new(FetchAsync(now), now);
        }
    }

    private async Task<bool> FetchAsync(long turn)
    {
        // Off the caller's lock and stack; a request that gives up must not take the fetch with it.
        await Task.Yield();
        try
        {
            if (_time.GetElapsedTime(_time.GetTimestamp(), turn) is { Ticks: > 0 } wait)
                await Task.Delay(wait, _time, _stopping.Token);
            Publish(await _source.ReadAsync(_loaded?.Set, _stopping.Token));
            _metrics.KeysFetched(_options.Issuer, succeeded: true);
            return true;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception)
        {
            // The outermost edge: whatever the issuer sends ends this fetch and nothing more. Only our own messages are known to hold no secret.
            Fail(exception is IssuerDocumentException ? exception.Message : $"an unexpected {exception.GetType().Name}");
            return false;
        }
    }

    private void Fail(string fault)
    {
        // The keys may have moved.
        _source.Rediscover();
        _metrics.KeysFetched(_options.Issuer, succeeded: false);
        if (Fault != fault)
            _log.KeysNotLoaded(_options.Issuer, fault, _loaded is null ? "none; every token of this issuer is answered 503" : "the last good ones");
        Fault = fault;
        HasTried = true;
    }

    private void Publish(KeySet set)
    {
        var now = _time.GetTimestamp();
        // The same keys keep their generation, and with it the verdicts they gave.
        if (_loaded is { } loaded && loaded.Set.SameKeysAs(set))
        {
            _loaded = loaded with { At = now };
        }
        else
        {
            _loaded = new(set.WithGeneration((_loaded?.Set.Generation ?? 0) + 1), now);
            _log.KeysLoaded(_options.Issuer, set.Count, _loaded.Set.Generation);
        }

        Fault = null;
        HasTried = true;
    }
}
