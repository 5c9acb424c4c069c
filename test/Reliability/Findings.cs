using System.Globalization;

namespace FederatedGateway.Reliability;

/// <summary>What was seen in one scenario: figures for the reader, and every promise that did not hold.</summary>
internal sealed class Findings
{
    /// <summary>Tokens of unknown keys wait for the next fetch, at most one in 2.5 s; whoever needs none waits only as long as a busy machine makes him.</summary>
    private static readonly TimeSpan NoQueue = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, string> _figures = [];
    private readonly Dictionary<string, int> _faults = [];

    public IReadOnlyDictionary<string, string> Figures => _figures;

    /// <summary>Each fault once, with its number where it is more than one.</summary>
    public IReadOnlyList<string> Faults => [.. _faults.Select(fault => fault.Value == 1 ? fault.Key : $"{fault.Key}, {fault.Value} times")];

    public bool Held => _faults.Count == 0;

    public void Note(string name, object value) => _figures[name] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    public void Expect(bool held, string otherwise)
    {
        if (!held) _faults[otherwise] = _faults.GetValueOrDefault(otherwise) + 1;
    }

    /// <summary>Every answer of the load was the right one, but for those the scenario can excuse. It must have seen some.</summary>
    public void ExpectOnlyRight(Load load, Func<Observation, bool> excused)
    {
        Note("requests", load.Count);
        Note("fresh_tokens", load.FreshTokens);
        var (excusable, wrong) = (load.Unexpected.Count(excused), load.Unexpected.Where(o => !excused(o)).ToArray());
        Note("excused", excusable);
        Note("wrong", wrong.Length);
        Expect(load.Count > 0, "no request was made");
        Expect(load.Accepted > 0, "no request was accepted");
        foreach (var o in wrong) Expect(false, $"{o.Call} with a {o.Shot.Kind} token: expected {o.Shot.Right}, seen {o.Answer}");
    }

    public void ExpectOnlyRight(Load load) => ExpectOnlyRight(load, _ => false);

    /// <summary>Callers with a known key stood in no queue.</summary>
    public void ExpectUnaffected(Load load, long since)
    {
        var (before, during) = (load.Percentile99(0, since), load.Percentile99(since, long.MaxValue));
        Note("p99_before_ms", before.ToString("F1", CultureInfo.InvariantCulture));
        Note("p99_during_ms", during.ToString("F1", CultureInfo.InvariantCulture));
        Expect(during < NoQueue.TotalMilliseconds, $"one valid caller in a hundred waited {during:F0} ms or more");
    }

    public void ExpectGrowth(string name, long before, long after, long most)
    {
        Note($"{name}_before", before);
        Note($"{name}_after", after);
        Expect(after - before <= most, $"{name} grew from {before} to {after}, by more than {most}");
    }
}
