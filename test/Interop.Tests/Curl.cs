using System.ComponentModel;
using System.Diagnostics;
using FederatedGateway.Testing;

namespace FederatedGateway.InteropTests;

/// <summary>curl, as a user calls it. Skips the test where it is not installed.</summary>
internal static class Curl
{
    // A proxy in the environment would be asked for loopback too.
    private static readonly string[] Always = ["--silent", "--show-error", "--noproxy", "*", "--max-time", $"{Eventually.Limit.TotalSeconds}", "--write-out", "\n%{http_code}"];

    public static async Task<(int Status, string Body)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        var end = output.LastIndexOf('\n');
        return (int.Parse(output[(end + 1)..]), output[..end]);
    }

    private static Process Start(string[] arguments)
    {
        try
        {
            // Its configuration file is the user's, not the test's.
            return Process.Start(new ProcessStartInfo("curl", ["--disable", .. Always, .. arguments]) { RedirectStandardOutput = true })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("curl is not installed.");
            throw;
        }
    }
}
