using System.Globalization;
using FederatedGateway.Testing;

namespace FederatedGateway.Reliability;

/// <summary>What the gateway's process holds, from the kernel's books and from its own metrics.</summary>
internal sealed class GatewayFigures(World world)
{
    private readonly string _proc = $"/proc/{((GatewayProcess)world.Gateway).Id}";

    public long ResidentMiB => Status("VmRSS:") / 1024;

    public long Threads => Status("Threads:");

    public int Descriptors => Directory.GetFileSystemEntries(Path.Combine(_proc, "fd")).Length;

    public int DescriptorLimit => int.Parse(Row(Path.Combine(_proc, "limits"), "Max open files")[3], CultureInfo.InvariantCulture);

    /// <summary>The sum of all rows of a metric.</summary>
    public async Task<double> MetricAsync(string name)
    {
        var answer = await new WireRequest(world.Gateway.HealthAddress, "GET", "/metrics").SendAsync();
        return answer.Text.Split('\n').Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) || line.StartsWith(name + " ", StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.IndexOf('}', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).First(IsNumber), CultureInfo.InvariantCulture));
    }

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private long Status(string name) => long.Parse(Row(Path.Combine(_proc, "status"), name)[1], CultureInfo.InvariantCulture);

    private static string[] Row(string path, string name) =>
        File.ReadLines(path).First(line => line.StartsWith(name, StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
