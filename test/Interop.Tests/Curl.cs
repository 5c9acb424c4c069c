using System.ComponentModel;
using System.Diagnostics;
using FederatedGateway.Testing;

namespace FederatedGateway.InteropTests;

/// <summary>curl, as a user calls it. Skips the test where it is not installed.</summary>
internal static class Curl
{
    public static async Task<(int Status, string Body)> GetAsync(Uri address, string token)
    {
        var start = new ProcessStartInfo("curl") { RedirectStandardOutput = true };
        foreach (var argument in new[] { "--silent", "--noproxy", "*", "--header", $"Authorization: Bearer {token}", "--write-out", "\n%{http_code}", address.AbsoluteUri })
            start.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync().WithinLimit("curl ends");
            var end = output.LastIndexOf('\n');
            return (int.Parse(output[(end + 1)..]), output[..end]);
        }
        catch (Win32Exception)
        {
            Assert.Skip("curl is not installed");
            throw;
        }
    }
}
