using System.Globalization;
using System.Text;

namespace FederatedGateway.Playground.Walk;

/// <summary>Functions invoked through the gateway: answered at once, streamed, and answered later by a callback.</summary>
internal static class InvocationSteps
{
    public static IEnumerable<Step> AtOnce =>
    [
        new("It is invoked", InvokeAsync),
        new("The function never sees the token", KeepTokenAsync),
        new("Server-sent events arrive one by one", StreamEventsAsync),
    ];

    public static IEnumerable<Step> Later => [new("It is invoked asynchronously and its answer comes by callback", CallBackAsync)];

    private static async Task<StepResult> InvokeAsync(Traveller traveller, CancellationToken cancellationToken)
    {
        using var request = traveller.Request(HttpMethod.Post, "/function/figlet");
        request.Content = new StringContent("FedGW", Encoding.UTF8, "text/plain");
        var answer = await traveller.SendAsync(request, cancellationToken);
        var result = answer.Expect(200, "|_|");
        return result with { Expectation = "200 and large letters" };
    }

    private static async Task<StepResult> KeepTokenAsync(Traveller traveller, CancellationToken cancellationToken)
    {
        var answer = await traveller.SendAsync(traveller.Request(HttpMethod.Get, "/function/env"), cancellationToken);
        var seen = answer.Body.Contains("Http_Authorization", StringComparison.OrdinalIgnoreCase);
        // Whatever reached the function is not for the screen if it is a credential.
        var lines = seen ? ["the function saw an Authorization header"] : answer.Lines.ToArray();
        return new(answer.Asked, lines, "200 and no Http_Authorization", answer.Status == 200 && !seen);
    }

    private static async Task<StepResult> StreamEventsAsync(Traveller traveller, CancellationToken cancellationToken)
    {
        using var request = traveller.Request(HttpMethod.Get, "/function/clock?ticks=3");
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await traveller.OpenAsync(request, cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        List<string> events = [];
        List<long> times = [];
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!line.StartsWith("data:", StringComparison.Ordinal)) continue;
            events.Add(line);
            times.Add(TimeProvider.System.GetTimestamp());
        }

        var apart = times.Count == 3 && TimeProvider.System.GetElapsedTime(times[0], times[^1]) > TimeSpan.FromSeconds(1);
        return new(Traveller.Describe(request), [$"{(int)response.StatusCode} {response.ReasonPhrase}", .. events],
            "three events, a second apart", apart && response.IsSuccessStatusCode);
    }

    private static async Task<StepResult> CallBackAsync(Traveller traveller, CancellationToken cancellationToken)
    {
        await using var receiver = await CallbackReceiver.StartAsync(cancellationToken);
        using var request = traveller.Request(HttpMethod.Post, "/async-function/figlet");
        request.Headers.Add("X-Callback-Url", receiver.Address);
        request.Content = new StringContent("later", Encoding.UTF8, "text/plain");
        var accepted = await traveller.SendAsync(request, cancellationToken);
        if (accepted.Status != 202) return accepted.Expect(202);

        var callback = await receiver.ReceiveAsync(TimeSpan.FromSeconds(10), cancellationToken);
        var callId = accepted.Headers.GetValueOrDefault("X-Call-Id", "");
        string[] lines =
        [
            $"{accepted.Status.ToString(CultureInfo.InvariantCulture)} {accepted.ReasonPhrase}, X-Call-Id: {callId}",
            $"callback of {callback.Function}, status {callback.Status}, X-Call-Id: {callback.CallId}",
            .. callback.Body.TrimEnd().Split('\n'),
        ];
        return new(accepted.Asked, lines, "202, then a callback with status 200 and the same call id",
            callback is { Function: "figlet", Status: "200" } && callback.CallId == callId);
    }
}
