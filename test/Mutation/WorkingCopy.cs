using FederatedGateway.Testing;

namespace FederatedGateway.Mutation;

/// <summary>Copies of the test programs' folders, in which one worker puts one gateway after the other.</summary>
internal sealed class WorkingCopy
{
    private static readonly string[] Projects = [TestPlan.Units, TestPlan.Behaviour];

    private readonly string _folder;

    private WorkingCopy(string folder) => _folder = folder;

    /// <summary>Inside the repository, where the tests look for it.</summary>
    public static string Root { get; } = Path.Combine(Repository.Root, "artifacts", "mutation");

    public static WorkingCopy Make(int worker)
    {
        var copy = new WorkingCopy(Path.Combine(Root, $"worker-{worker}"));
        if (Directory.Exists(copy._folder))
            Directory.Delete(copy._folder, recursive: true);
        foreach (var project in Projects)
            Copy(Built(project), Path.Combine(copy._folder, project));
        return copy;
    }

    public void Put(byte[] gateway)
    {
        foreach (var project in Projects)
            File.WriteAllBytes(Path.Combine(_folder, project, "federated-gateway.dll"), gateway);
    }

    /// <summary>The first test that fails, twice; null when all pass.</summary>
    public async Task<(Outcome Outcome, string By)> RunAsync(IEnumerable<TestStep> steps, CancellationToken cancellation)
    {
        foreach (var step in steps)
        {
            var seen = await RunAsync(step, step.Arguments, cancellation);
            // A test may fail for want of time on a busy machine; that is nobody's merit.
            if (seen is { Outcome: Outcome.Killed } && FailedMethod(seen.By) is { } method
                && await RunAsync(step, ["-method", method], cancellation) is { Outcome: Outcome.Survived })
                seen = await RunAsync(step, step.Arguments, cancellation);
            if (seen.Outcome != Outcome.Survived)
                return seen;
        }

        return (Outcome.Survived, "");
    }

    private async Task<(Outcome Outcome, string By)> RunAsync(TestStep step, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var folder = Path.Combine(_folder, step.Project);
        var program = Path.Combine(folder, $"FederatedGateway.{step.Project["Gateway.".Length..]}.dll");
        var run = await DotnetRun.StartAsync(folder, step.Limit, [program, "-noColor", "-noLogo", "-stopOnFail", .. arguments], cancellation);
        return run.ExitCode switch
        {
            null => (Outcome.Hung, step.Project),
            0 => (Outcome.Survived, ""),
            _ => (Outcome.Killed, FailedTest(run.Output) ?? $"{step.Project} ended with {run.ExitCode}"),
        };
    }

    private static string? FailedTest(string output) => output.Split('\n')
        .Select(line => line.Trim())
        .Where(line => line.EndsWith("[FAIL]", StringComparison.Ordinal))
        .Select(line => line[..^"[FAIL]".Length].Trim())
        .FirstOrDefault();

    /// <summary>Namespace, class and method, without the arguments of a theory's row.</summary>
    private static string? FailedMethod(string test)
    {
        var name = test.Split('(')[0];
        return name.Contains(' ') ? null : name;
    }

    /// <summary>As this program was built, so were they.</summary>
    private static string Built(string project)
    {
        var output = Path.GetRelativePath(Path.Combine(Repository.Root, "test", "Mutation", "bin"), AppContext.BaseDirectory);
        return Path.Combine(Repository.Root, "test", project, "bin", output);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
