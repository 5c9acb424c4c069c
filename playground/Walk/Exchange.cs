using System.Globalization;

namespace FederatedGateway.Playground.Walk;

/// <summary>A request and its whole answer, ready to be shown; credentials are in neither.</summary>
internal sealed record Exchange(string Asked, int Status, string ReasonPhrase, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public IEnumerable<string> Lines => [$"{Status.ToString(CultureInfo.InvariantCulture)} {ReasonPhrase}", .. Body.TrimEnd().Split('\n')];

    /// <summary>The step's result when the status alone, or with a word in the body, decides.</summary>
    public StepResult Expect(int status, string? word = null) => new(
        Asked, [.. Lines], word is null ? $"{status}" : $"{status} {word}",
        Status == status && (word is null || Body.Contains(word, StringComparison.Ordinal)));
}
