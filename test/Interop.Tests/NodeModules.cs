using System.ComponentModel;
using System.Diagnostics;
using FederatedGateway.Testing;

namespace FederatedGateway.InteropTests;

/// <summary>Node and the packages the foreign issuer needs. Where they cannot be had the suite is skipped with the reason, unless it is required.</summary>
internal static class NodeModules
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(2);

    private static readonly Lazy<Task<string?>> Obstacle = new(PrepareAsync);

    public static string Folder { get; } = Path.Combine(Repository.Root, "test", "Interop.Tests", "issuer");

    private static bool IsRequired => Environment.GetEnvironmentVariable("FEDGW_REQUIRE_INTEROP") == "1";

    // npm writes this file last, so that half an installation does not pass for one.
    private static bool IsInstalled =>
        File.GetLastWriteTimeUtc(Path.Combine(Folder, "node_modules", ".package-lock.json")) >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json"));

    public static async Task RequireAsync()
    {
        if (await Obstacle.Value is not { } obstacle)
            return;
        if (IsRequired)
            Assert.Fail(obstacle);
        Assert.Skip(obstacle);
    }

    private static async Task<string?> PrepareAsync()
    {
        if (await ObstacleToAsync("node", "--version") is { } missing)
            return missing;
        return IsInstalled ? null : await ObstacleToAsync("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }

    /// <summary>Why the program did not do it; null if it did.</summary>
    private static async Task<string?> ObstacleToAsync(string program, params string[] arguments)
    {
        var line = $"{program} {string.Join(' ', arguments)}";
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            try
            {
                await process.WaitForExitAsync().WaitAsync(InstallLimit);
            }
            catch (TimeoutException)
            {
                process.Kill(entireProcessTree: true);
                return $"The foreign issuer is not there: '{line}' took longer than {InstallLimit.TotalMinutes} minutes.";
            }

            await output;
            // npm's first error is the cause, the rest advice.
            var cause = (await errors).Split('\n').FirstOrDefault(error => error.StartsWith("npm error", StringComparison.Ordinal));
            return process.ExitCode == 0 ? null : $"The foreign issuer is not there: '{line}' ended with {process.ExitCode}, {cause}.";
        }
        catch (Win32Exception)
        {
            return $"The foreign issuer is not there: {program} is not installed.";
        }
    }
}
