using System.Collections.Concurrent;
using System.Globalization;

namespace FederatedGateway.Mutation;

/// <summary>Workers that take one mutant after the other, each with a working copy of its own.</summary>
internal sealed class MutationRun(GatewaySources sources, IReadOnlyList<Mutant> mutants, MutationOptions options)
{
    private readonly ConcurrentQueue<Mutant> _waiting = new(mutants);
    private readonly ConcurrentQueue<Verdict> _verdicts = new();

    /// <summary>What was found so far, also after an interruption.</summary>
    public IReadOnlyList<Verdict> Verdicts => [.. _verdicts];

    public async Task RunAsync(CancellationToken cancellation)
    {
        var copies = Enumerable.Range(1, options.Workers).Select(WorkingCopy.Make).ToList();
        await CheckUnchangedAsync(copies[0], cancellation);
        var progress = new Progress(mutants.Count, TimeProvider.System);
        await Task.WhenAll(copies.Select(copy => Task.Run(() => WorkAsync(copy, progress, cancellation), CancellationToken.None)));
    }

    /// <summary>Each mutant's key, outcome and killer, for whoever doubts the sum.</summary>
    public void Save() => File.WriteAllLines(
        Path.Combine(WorkingCopy.Root, "results.tsv"),
        _verdicts.Select(verdict => string.Join('\t', verdict.Mutant.Key, verdict.Outcome, verdict.By, verdict.Mutant.Line.ToString(CultureInfo.InvariantCulture))));

    /// <summary>A test that fails without a mutant would kill them all.</summary>
    private async Task CheckUnchangedAsync(WorkingCopy copy, CancellationToken cancellation)
    {
        copy.Put(sources.Emit(mutant: null, cancellation) ?? throw new InvalidOperationException("The gateway does not compile as it is."));
        var (outcome, by) = await copy.RunAsync(TestPlan.Whole(mutants.Select(mutant => mutant.File).Distinct(), options.Thorough), cancellation);
        if (outcome != Outcome.Survived)
            throw new InvalidOperationException($"The tests do not pass without a mutant: {outcome}, {by}");
    }

    private async Task WorkAsync(WorkingCopy copy, Progress progress, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested && _waiting.TryDequeue(out var mutant))
        {
            var verdict = await TryAsync(copy, mutant, cancellation);
            _verdicts.Enqueue(verdict);
            progress.Report(verdict);
        }
    }

    private async Task<Verdict> TryAsync(WorkingCopy copy, Mutant mutant, CancellationToken cancellation)
    {
        if (sources.Emit(mutant, cancellation) is not { } gateway)
            return new(mutant, Outcome.DidNotCompile);
        copy.Put(gateway);
        var (outcome, by) = await copy.RunAsync(TestPlan.Against(mutant.File, options.Thorough), cancellation);
        return new(mutant, outcome, by);
    }
}
