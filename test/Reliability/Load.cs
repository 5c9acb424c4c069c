using System.Collections.Concurrent;
using FederatedGateway.Testing;

namespace FederatedGateway.Reliability;

/// <summary>
/// A constant load of several callers with tokens good and bad. Whatever was not the one right answer is kept for the scenario to judge,
/// once it knows what was down when.
/// </summary>
internal sealed class Load
{
    /// <summary>A caller shows his token this often and then gets a new one, so that some are remembered and some are not.</summary>
    private const int UsesOfToken = 3;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    private readonly World _world;
    private readonly Tokens _tokens;
    private readonly ConcurrentBag<Observation> _unexpected = [];
    private readonly ConcurrentBag<(long At, double Milliseconds)> _waits = [];
    private volatile bool _stopping;
    private Task _callers = Task.CompletedTask;
    private int _count;
    private int _accepted;
    private int _freshTokens;

    private Load(World world, Tokens tokens) => (_world, _tokens) = (world, tokens);

    public int Count => Volatile.Read(ref _count);

    public int Accepted => Volatile.Read(ref _accepted);

    public int FreshTokens => Volatile.Read(ref _freshTokens);

    public IReadOnlyCollection<Observation> Unexpected => _unexpected;

    /// <summary>Callers with valid tokens and, one time in four, with bad ones.</summary>
    public static Load Start(World world, int callers = 8, bool keepAlive = true, Func<int, (string Method, string Target, string? Body)>? request = null) =>
        Begin(world, callers, keepAlive, request, (load, turn) => (turn % 12) switch
        {
            3 => load._tokens.Expired(),
            6 => load._tokens.WrongAudience(),
            9 => load._tokens.WrongSignature(),
            _ => null,
        });

    /// <summary>Callers with valid tokens only, of the key that signs now, whatever the issuer does after that.</summary>
    public static Load StartValid(World world, int callers = 4) => Begin(world, callers, keepAlive: true, null, (_, _) => null, world.Issuer.Key);

    /// <summary>Callers with tokens of keys nobody knows.</summary>
    public static Load StartUnknownKeys(World world, int callers) => Begin(world, callers, keepAlive: true, null, (load, _) => load._tokens.UnknownKey());

    public Task StopAsync()
    {
        _stopping = true;
        return _callers;
    }

    /// <summary>How long the slowest of a hundred valid callers waited, of those answered in this time.</summary>
    public double Percentile99(long from, long to)
    {
        var waits = _waits.Where(wait => wait.At >= from && wait.At < to).Select(wait => wait.Milliseconds).Order().ToArray();
        return waits.Length == 0 ? double.NaN : waits[waits.Length * 99 / 100];
    }

    private static Load Begin(
        World world, int callers, bool keepAlive, Func<int, (string Method, string Target, string? Body)>? request, Func<Load, int, Shot?> bad, SigningKey? key = null)
    {
        var load = new Load(world, new Tokens(world, key));
        load._callers = Task.WhenAll(Enumerable.Range(0, callers).Select(n => Task.Run(() => load.CallAsync(n, keepAlive, request ?? (_ => ("GET", "/system/functions", null)), bad))));
        return load;
    }

    private async Task CallAsync(int caller, bool keepAlive, Func<int, (string Method, string Target, string? Body)> request, Func<Load, int, Shot?> bad)
    {
        using var connection = new LoadConnection(_world);
        var (valid, spoilt) = (default(Shot), bad(this, caller));
        for (var turn = caller; !_stopping; turn++)
        {
            if (valid is null || turn % UsesOfToken == 0)
            {
                valid = _tokens.Valid();
                Interlocked.Increment(ref _freshTokens);
            }

            var (method, target, body) = request(turn);
            var sending = connection.SendAsync(spoilt ?? valid, method, target, body);
            // Minted meanwhile, so that callers whose answers come together do not wait for each other's tokens.
            spoilt = bad(this, turn + 1);
            Note(await sending);
            if (!keepAlive) connection.Close();
            await Clock.Pass(Pace);
        }
    }

    private void Note(Observation observation)
    {
        Interlocked.Increment(ref _count);
        if (!observation.IsRight) _unexpected.Add(observation);
        if (!observation.Shot.IsValid || !observation.IsRight) return;
        Interlocked.Increment(ref _accepted);
        _waits.Add((observation.Ended, Clock.Between(observation.Began, observation.Ended).TotalMilliseconds));
    }
}
