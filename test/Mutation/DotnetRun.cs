using System.Diagnostics;

namespace FederatedGateway.Mutation;

/// <summary>One run of <c>dotnet</c> to its end, or to its limit; no exit code then.</summary>
internal sealed record DotnetRun(int? ExitCode, string Output)
{
    public static async Task<DotnetRun> StartAsync(string folder, TimeSpan limit, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        using var deadline = new CancellationTokenSource(limit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        process.Start();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            return new(process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return new(null, "");
        }
    }
}
