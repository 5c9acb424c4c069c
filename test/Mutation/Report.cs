namespace FederatedGateway.Mutation;

/// <summary>What a run found: a table, the survivors nobody has explained, the explanations nobody needs, the sum.</summary>
internal sealed class Report(IReadOnlyList<Verdict> verdicts, Explanations explanations, bool whole)
{
    private readonly IReadOnlyList<Verdict> _survivors = [.. verdicts.Where(verdict => verdict.Outcome == Outcome.Survived)];

    /// <summary>Every survivor is explained, and in a whole run every explanation is of a survivor.</summary>
    public bool Write(TextWriter output)
    {
        Table(output);
        var unexplained = _survivors.Where(verdict => !explanations.Cover(verdict.Mutant)).ToList();
        foreach (var verdict in verdicts.Where(verdict => verdict.Outcome == Outcome.Hung))
            output.WriteLine($"hung: {verdict.Mutant.Key}");
        foreach (var verdict in unexplained)
            output.WriteLine($"survived: {verdict.Mutant.Key}\n    {verdict.Mutant.File}.cs:{verdict.Mutant.Line}: {verdict.Mutant.SourceLine}");
        var stale = Stale().ToList();
        foreach (var key in stale)
            output.WriteLine($"explained, but no survivor: {key}");

        output.WriteLine($"mutants: {verdicts.Count} tried, {verdicts.Count(verdict => verdict.IsKilled)} killed, {_survivors.Count} survived ({_survivors.Count - unexplained.Count} explained), {verdicts.Count(verdict => verdict.Outcome == Outcome.DidNotCompile)} did not compile");
        return unexplained.Count == 0 && stale.Count == 0;
    }

    /// <summary>In a part of a run, only what was tried can be out of date.</summary>
    private IEnumerable<string> Stale()
    {
        var survived = _survivors.Select(verdict => verdict.Mutant.Key).ToHashSet(StringComparer.Ordinal);
        var tried = verdicts.Select(verdict => verdict.Mutant.Key).ToHashSet(StringComparer.Ordinal);
        return explanations.Keys.Where(key => !survived.Contains(key) && (whole || tried.Contains(key)));
    }

    private void Table(TextWriter output)
    {
        output.WriteLine($"{"file",-26}{"tried",8}{"killed",8}{"survived",10}{"no compile",12}");
        foreach (var file in verdicts.GroupBy(verdict => verdict.Mutant.File).OrderBy(file => file.Key, StringComparer.Ordinal))
            output.WriteLine($"{file.Key,-26}{file.Count(),8}{file.Count(verdict => verdict.IsKilled),8}{Count(file, Outcome.Survived),10}{Count(file, Outcome.DidNotCompile),12}");
    }

    private static int Count(IEnumerable<Verdict> verdicts, Outcome outcome) => verdicts.Count(verdict => verdict.Outcome == outcome);
}
