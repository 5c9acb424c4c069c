using FederatedGateway.Testing;

namespace FederatedGateway.Reliability.Scenarios;

/// <summary>
/// Junk as fast as it can be sent: tokens right in every claim of random keys, tokens with bad signatures, and garbage. Its size grows with the
/// time given; a minute and more is 100 000.
/// </summary>
internal static class JunkFlood
{
    private const int Most = 100_000;
    private const int PerSecond = 2_000;

    /// <summary>More than may wait for the issuer's keys at once, so that the limit is seen to work.</summary>
    private const int Askers = 5_000;
    private const int Others = 16;
    private const int MoreMiB = 64;
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(TimeSpan duration, Findings findings)
    {
        await using var world = await Worlds.StartAsync();
        var (tokens, figures) = (new Tokens(world), new GatewayFigures(world));
        var third = Math.Min(Most, (int)duration.TotalSeconds * PerSecond) / 3 + 1;
        var askers = Enumerable.Range(0, Math.Min(Askers, third)).Select(_ => new LoadConnection(world)).ToArray();
        var others = Enumerable.Range(0, Others).Select(_ => new LoadConnection(world)).ToArray();
        var seen = new List<Observation>();

        // The first flood opens every connection and fills every pool; the second, its equal, must add nothing.
        await FloodAsync(third);
        await Clock.Pass(Before);
        seen.Clear();
        var load = Load.StartValid(world);
        await Clock.Pass(Before);
        var (resident, denied, since) = (figures.ResidentMiB, await figures.MetricAsync("fedgw_jwks_refresh_denied_total"), Clock.Now);
        await world.ForgettingAsync(FloodAsync(third));
        await load.StopAsync();

        findings.Note("junk", seen.Count);
        findings.Note("answered_401", seen.Count(o => o.Answer.StartsWith("401 ", StringComparison.Ordinal)));
        var full = seen.Count(IsFull);
        findings.Note("answered_503", full);
        findings.Note("flood_s", Clock.Since(since).TotalSeconds.ToString("F1"));
        foreach (var group in seen.Where(o => !o.IsRight && !IsFull(o)).GroupBy(o => $"{o.Shot.Kind} token: expected {o.Shot.Right}, seen {o.Answer}"))
            findings.Expect(false, $"{group.Key}, {group.Count()} times");
        denied = await figures.MetricAsync("fedgw_jwks_refresh_denied_total") - denied;
        findings.Expect(full == denied, $"{full} were answered 503, but {denied} found no place to wait");
        findings.ExpectGrowth("resident_mib", resident, figures.ResidentMiB, MoreMiB);
        findings.ExpectOnlyRight(load);
        findings.ExpectUnaffected(load, since);
        foreach (var connection in askers.Concat(others)) connection.Dispose();

        async Task FloodAsync(int each)
        {
            var all = await Task.WhenAll(
                SendAsync(askers, each, _ => tokens.UnknownKey()),
                SendAsync(others[..(Others / 2)], each, _ => tokens.WrongSignature()),
                SendAsync(others[(Others / 2)..], each, _ => Tokens.Garbage()));
            seen.AddRange(all.SelectMany(part => part));
        }
    }

    private static bool IsFull(Observation o) => o is { Shot.Kind: "unknown-key", Answer: "503 keys_unavailable" };

    private static async Task<IReadOnlyList<Observation>> SendAsync(LoadConnection[] connections, int count, Func<int, Shot> shot)
    {
        var next = 0;
        var parts = await Task.WhenAll(connections.Select(connection => Task.Run(async () =>
        {
            var part = new List<Observation>();
            while (Interlocked.Increment(ref next) is var number && number <= count) part.Add(await connection.SendAsync(shot(number)));
            return part;
        })));
        return [.. parts.SelectMany(part => part)];
    }
}
