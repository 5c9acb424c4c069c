namespace FederatedGateway.Vectors;

/// <summary>The tables as a person reads them: one line a row, colours only where somebody watches.</summary>
public sealed class Report(TextWriter output, bool colours)
{
    private readonly Dictionary<Ruling, int> _counts = [];
    private int _tried;

    public bool HasFailures => Count(Ruling.Failed) > 0;

    public void Begin(Table table) => output.WriteLine($"\n{Colour("1", table.Name)}");

    public void Add(Verdict verdict)
    {
        var row = verdict.Vector;
        _counts[verdict.Ruling] = Count(verdict.Ruling) + 1;
        if (verdict.Ruling != Ruling.Referred) _tried++;
        var variants = row.Count > 1 ? $" ({row.Count} variants)" : "";
        var expected = row.Expected.ToString();
        var seen = verdict.Ruling == Ruling.Referred ? "" : $" | {verdict.Seen}";
        output.WriteLine($"  {row.Id} | {row.Says}{variants} | {expected}{seen} | {Mark(verdict.Ruling)}");
        if (row.Note is not null) output.WriteLine($"      note: {row.Note}");
    }

    public void End() => output.WriteLine(
        $"\nreferred to other tests: {Count(Ruling.Referred)}\nvectors: {_tried} tried, {Count(Ruling.Passed)} passed, {Count(Ruling.Failed)} failed");

    private int Count(Ruling ruling) => _counts.GetValueOrDefault(ruling);

    private string Mark(Ruling ruling) => ruling switch
    {
        Ruling.Passed => Colour("32", "ok"),
        Ruling.Failed => Colour("31", "FAILED"),
        _ => Colour("33", "referred"),
    };

    private string Colour(string code, string text) => colours ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
