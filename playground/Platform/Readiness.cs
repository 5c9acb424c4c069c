namespace FederatedGateway.Playground.Platform;

/// <summary>Waits until a gateway has the issuer's keys, but not forever: the walk shows what is missing better than a hang.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task WaitAsync(Uri health, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < Longest)
        {
            using var response = await http.GetAsync(new Uri(health, "/readyz"), cancellationToken);
            if (response.IsSuccessStatusCode) return;
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }
}
