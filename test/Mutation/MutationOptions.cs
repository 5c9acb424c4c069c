using System.Globalization;

namespace FederatedGateway.Mutation;

/// <summary>What the command line asks for.</summary>
internal sealed record MutationOptions
{
    public const string Usage = """
        usage: FederatedGateway.Mutation [--file NAME]... [--list] [--sample N [--seed S]] [--workers N] [--thorough]

          --file NAME   only mutants of this source file, such as TimeRules
          --list        print the mutants' keys and run nothing
          --sample N    only N of them, chosen by the seed
          --workers N   so many at a time (2)
          --thorough    run every test against those that survive the quick ones
        """;

    public List<string> Files { get; } = [];

    public bool ListOnly { get; private set; }

    public int? Sample { get; private set; }

    public int Seed { get; private set; } = 1;

    public int Workers { get; private set; } = 2;

    public bool Thorough { get; private set; }

    /// <summary>Nothing was left out, so an explanation that fits no survivor is out of date.</summary>
    public bool IsWhole => Files.Count == 0 && Sample is null;

    /// <summary>Null when the line cannot be understood.</summary>
    public static MutationOptions? Read(string[] arguments)
    {
        var options = new MutationOptions();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var name))
        {
            switch (name)
            {
                case "--list":
                    options.ListOnly = true;
                    break;
                case "--thorough":
                    options.Thorough = true;
                    break;
                case "--file" when rest.TryDequeue(out var file):
                    options.Files.Add(Path.GetFileNameWithoutExtension(file));
                    break;
                case "--sample" when TryNumber(rest, out var sample):
                    options.Sample = sample;
                    break;
                case "--seed" when TryNumber(rest, out var seed):
                    options.Seed = seed;
                    break;
                case "--workers" when TryNumber(rest, out var workers) && workers > 0:
                    options.Workers = workers;
                    break;
                default:
                    return null;
            }
        }

        return options;
    }

    public IReadOnlyList<Mutant> Choose(IReadOnlyList<Mutant> all)
    {
        var mutants = Files.Count == 0 ? all : [.. all.Where(mutant => Files.Contains(mutant.File, StringComparer.Ordinal))];
        if (Sample is not { } count || count >= mutants.Count)
            return mutants;
        var shuffled = mutants.ToArray();
        new Random(Seed).Shuffle(shuffled);
        return shuffled[..count];
    }

    private static bool TryNumber(Queue<string> rest, out int number)
    {
        number = 0;
        return rest.TryDequeue(out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
