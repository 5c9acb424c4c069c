namespace FederatedGateway.Mutation;

/// <summary>How far a run is, on standard error: the report goes to standard output.</summary>
internal sealed class Progress(int total, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private int _done;

    public void Report(Verdict verdict)
    {
        lock (_lock)
        {
            _done++;
            var perMutant = time.GetElapsedTime(_start) / _done;
            Console.Error.WriteLine($"{_done} of {total}, {perMutant.TotalSeconds:F1} s each, {perMutant * (total - _done):h\\:mm\\:ss} left: {verdict.Outcome}: {verdict.Mutant.Key}");
        }
    }
}
