using FederatedGateway.Testing;

namespace FederatedGateway.Mutation;

/// <summary>Why a mutant may survive: it changes nothing that can be seen, or that is deliberately not tested. One line each: key, tab, reason.</summary>
internal sealed class Explanations
{
    private readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal);

    public static string Path { get; } = System.IO.Path.Combine(Repository.Root, "test", "Mutation", "survivors.txt");

    public IEnumerable<string> Keys => _reasons.Keys;

    public static Explanations Read()
    {
        var explanations = new Explanations();
        foreach (var line in File.ReadLines(Path).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line.Split('\t') is not [var key, { Length: > 0 } reason])
                throw new InvalidDataException($"{Path}: not a key, a tab and a reason: {line}");
            explanations._reasons.Add(key, reason);
        }

        return explanations;
    }

    public bool Cover(Mutant mutant) => _reasons.ContainsKey(mutant.Key);
}
