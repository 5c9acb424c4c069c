namespace FederatedGateway.Vectors;

/// <summary>One row: what is tried, and what must come of it.</summary>
/// <param name="Id">The numbers of the catalogue it proves, separated by slashes; a word behind them tells rows of one number apart.</param>
/// <param name="Says">What is tried.</param>
/// <param name="Expected">What must come of every trial, in every scene.</param>
public sealed record Vector(string Id, string Says, Outcome Expected, params Trial[] Trials)
{
    public IReadOnlyList<Scene> Scenes { get; init; } = [Vectors.Scenes.Compat];

    /// <summary>Where a reader could expect something else: what the gateway does instead, and why.</summary>
    public string? Note { get; init; }

    /// <summary>The bigger test that proves the row, as <c>Class.Method</c>.</summary>
    public string? Proof { get; init; }

    public IEnumerable<string> Numbers => Id.Split(' ')[0].Split('/');

    public int Count => Proof is null ? Trials.Length * Scenes.Count : 0;

    public static Vector ProvedBy(string id, string says, string test) => new(id, says, new Outcome($"see {test}")) { Proof = test };

    public Vector In(params Scene[] scenes) => this with { Scenes = scenes };

    public Vector Noting(string note) => this with { Note = note };

    /// <summary>Tries every trial in every scene; stops at the first that shows something else than expected.</summary>
    public async Task<Verdict> RunAsync(Worlds worlds)
    {
        var expected = Expected.ToString();
        if (Proof is not null) return new Verdict(this, expected, Ruling.Referred);
        foreach (var scene in Scenes)
        {
            foreach (var trial in Trials)
            {
                var seen = await SeenAsync(trial, worlds, scene);
                if (seen != expected) return new Verdict(this, $"{seen} ({trial.Name}, {scene.Name})", Ruling.Failed);
            }
        }

        return new Verdict(this, expected, Ruling.Passed);
    }

    private async Task<string> SeenAsync(Trial trial, Worlds worlds, Scene scene)
    {
        try
        {
            return Expected.Read(await trial.RunAsync(worlds, scene));
        }
        catch (Exception exception)
        {
            // Whatever goes wrong is what was seen of this row; the others go on.
            return $"{exception.GetType().Name}: {exception.Message}";
        }
    }
}
