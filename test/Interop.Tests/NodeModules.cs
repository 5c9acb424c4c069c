using System.ComponentModel;
using System.Diagnostics;
using FederatedGateway.Testing;

namespace FederatedGateway.InteropTests;

/// <summary>Node and the packages the foreign issuer needs. Where they cannot be had the suite is skipped with the reason, unless it is required.</summary>
public static class NodeModules
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "test", "Interop.Tests", "issuer");

    private static readonly Lazy<Task<string?>> Obstacle = new(PrepareAsync);

    private static bool IsRequired => Environment.GetEnvironmentVariable("FEDGW_REQUIRE_INTEROP") == "1";

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
        if (!await RunsAsync("node", "--version"))
            return "node is not installed";
        if (Directory.Exists(Path.Combine(Folder, "node_modules", "oidc-provider")))
            return null;
        return await RunsAsync("npm", "ci --ignore-scripts --no-audit --no-fund") ? null : "npm could not install the packages of test/Interop.Tests/issuer";
    }

    private static async Task<bool> RunsAsync(string program, string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
            await output;
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
