using System.Net;
using System.Net.Sockets;
using FederatedGateway.Testing;

namespace FederatedGateway.Reliability.Scenarios;

/// <summary>Ten thousand connections that never say a word.</summary>
internal static class IdleConnections
{
    private const int Wanted = 10_000;

    /// <summary>What both processes need beside the idle connections.</summary>
    private const int Reserve = 1_000;
    private const int AtOnce = 100;
    private const int KiBEach = 24;
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(TimeSpan duration, Findings findings)
    {
        await using var world = await Worlds.StartAsync();
        var (load, figures) = (Load.StartValid(world), new GatewayFigures(world));
        await Clock.Pass(Before);
        var (resident, descriptors, count) = (figures.ResidentMiB, figures.Descriptors, Math.Min(Wanted, figures.DescriptorLimit - Reserve));
        findings.Expect(count == Wanted, $"the limit of open files, {figures.DescriptorLimit}, allows only {count} connections");
        var (since, idle) = (Clock.Now, new List<Socket>(count));
        try
        {
            while (idle.Count < count) idle.AddRange(await Task.WhenAll(Enumerable.Range(0, Math.Min(AtOnce, count - idle.Count)).Select(_ => ConnectAsync(world.Gateway.PublicAddress))));
            await Eventually.TrueAsync(() => figures.Descriptors >= descriptors + count, "the gateway holds every connection");
            findings.Note("connections", idle.Count);
            await world.ForgettingAsync(Clock.Pass(duration));
            findings.ExpectGrowth("resident_mib", resident, figures.ResidentMiB, (long)count * KiBEach / 1024);
        }
        finally
        {
            foreach (var socket in idle) socket.Dispose();
        }

        await Eventually.TrueAsync(() => figures.Descriptors <= descriptors + AtOnce, "the gateway lets go of the connections");
        await load.StopAsync();
        findings.ExpectOnlyRight(load);
        findings.ExpectUnaffected(load, since);
    }

    private static async Task<Socket> ConnectAsync(Uri address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port));
        return socket;
    }
}
