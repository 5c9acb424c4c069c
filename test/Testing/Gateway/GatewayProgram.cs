using System.Diagnostics;

namespace FederatedGateway.Testing;

/// <summary>How to start the gateway as a program: the named executable, or this build's assembly on the shared runtime.</summary>
public static class GatewayProgram
{
    private static readonly string[] Essentials = ["PATH", "HOME", "TMPDIR", "DOTNET_ROOT", "DOTNET_CLI_HOME"];

    /// <summary>The executable to test instead of this build.</summary>
    public static string? NamedExecutable => Environment.GetEnvironmentVariable("FEDGW_EXECUTABLE") is { Length: > 0 } path ? path : null;

    /// <summary>A process whose environment is exactly the settings, beside the few names without which no program starts.</summary>
    public static Process Prepare(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "federated-gateway.dll");
        string[] line = NamedExecutable is null ? [assembly, .. arguments] : arguments;
        var start = new ProcessStartInfo(NamedExecutable ?? "dotnet", line)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var name in Essentials)
            if (Environment.GetEnvironmentVariable(name) is { } value) start.Environment[name] = value;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return new Process { StartInfo = start };
    }

    /// <summary>Runs it to its end, which a start-up failure or <c>--check-config</c> brings about by itself.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        using var process = Prepare(settings, arguments);
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WithinLimit("the program ends by itself");
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw;
        }

        return (process.ExitCode, await output + await errors);
    }
}
