using System.Text.Json;

namespace FederatedGateway.Reliability;

/// <summary>One scenario's end, and how all of them are told.</summary>
internal sealed record Result(string Scenario, double Seconds, Findings Findings);

internal static class Results
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Summary(IReadOnlyCollection<Result> results) =>
        $"reliability: {results.Count} scenarios, {results.Count(r => r.Findings.Held)} held, {results.Count(r => !r.Findings.Held)} failed";

    public static void WriteTable(IReadOnlyCollection<Result> results, TextWriter to)
    {
        foreach (var (scenario, seconds, findings) in results)
        {
            to.WriteLine($"{scenario,-18}{(findings.Held ? "held" : "FAILED"),-8}{seconds,6:F1} s  {string.Join(' ', findings.Figures.Select(figure => $"{figure.Key}={figure.Value}"))}");
            foreach (var fault in findings.Faults) to.WriteLine($"{"",18}! {fault}");
        }

        to.WriteLine(Summary(results));
    }

    public static void WriteJson(IReadOnlyCollection<Result> results, TextWriter to) => to.WriteLine(JsonSerializer.Serialize(
        new
        {
            scenarios = results.Select(r => new { name = r.Scenario, held = r.Findings.Held, seconds = Math.Round(r.Seconds, 1), figures = r.Findings.Figures, faults = r.Findings.Faults }),
            held = results.Count(r => r.Findings.Held),
            failed = results.Count(r => !r.Findings.Held),
        },
        Indented));
}
