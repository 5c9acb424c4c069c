namespace FederatedGateway.Playground.Walk;

/// <summary>What the platform team does with its token: look, deploy, scale, read logs, keep secrets.</summary>
internal static class ManagementSteps
{
    private const string Figlet = """{"service":"figlet","image":"ghcr.io/openfaas/figlet:latest","namespace":"openfaas-fn"}""";

    public static IEnumerable<Step> Before =>
    [
        new("The issuer gives a token to the platform team's client", ObtainTokenAsync),
        new("The functions are listed", async (traveller, cancellationToken) =>
            (await traveller.SendAsync(traveller.Request(HttpMethod.Get, "/system/functions"), cancellationToken)).Expect(200, "\"env\"")),
        new("A function is deployed", async (traveller, cancellationToken) =>
            (await traveller.SendAsync(traveller.Request(HttpMethod.Post, "/system/functions", Figlet), cancellationToken)).Expect(202)),
    ];

    public static IEnumerable<Step> After =>
    [
        new("The function is scaled", ScaleAsync),
        new("Its log is followed, line by line as it is written", FollowLogAsync),
        new("A secret is created", async (traveller, cancellationToken) =>
            (await traveller.SendAsync(
                traveller.Request(HttpMethod.Post, "/system/secrets", """{"name":"api-key","value":"for-your-eyes-only"}"""),
                cancellationToken)).Expect(202)),
    ];

    private static async Task<StepResult> ObtainTokenAsync(Traveller traveller, CancellationToken cancellationToken)
    {
        var issuer = traveller.Platform.Issuer;
        traveller.Token = await traveller.ObtainTokenAsync(issuer.Clients.Good, cancellationToken);
        var asked = $"POST {issuer.TokenEndpoint} grant_type=client_credentials client_id={issuer.Clients.Good.Id}";
        return new(asked, ["200 OK, a token that says", .. TokenText.Readable(traveller.Token)], "a signed token", AsExpected: true);
    }

    private static async Task<StepResult> ScaleAsync(Traveller traveller, CancellationToken cancellationToken)
    {
        var scale = await traveller.SendAsync(
            traveller.Request(HttpMethod.Post, "/system/scale-function/figlet", """{"serviceName":"figlet","replicas":3}"""), cancellationToken);
        var after = await traveller.SendAsync(traveller.Request(HttpMethod.Get, "/system/function/figlet"), cancellationToken);
        return new(scale.Asked, [.. scale.Lines, after.Asked, .. after.Lines], "202, then 3 replicas",
            scale.Status == 202 && after.Body.Contains("\"replicas\":3", StringComparison.Ordinal));
    }

    private static async Task<StepResult> FollowLogAsync(Traveller traveller, CancellationToken cancellationToken)
    {
        const int Invocations = 2;
        using var request = traveller.Request(HttpMethod.Get, "/system/logs?name=figlet&tail=1&follow=1");
        using var response = await traveller.OpenAsync(request, cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);

        // The next invocation waits for the line of the one before: a buffered stream would stop here.
        List<string> lines = [await reader.ReadLineAsync(either.Token) ?? ""];
        for (var count = 0; count < Invocations; count++)
        {
            using var invocation = traveller.Request(HttpMethod.Post, "/function/figlet", "hello");
            using var _ = await traveller.OpenAsync(invocation, either.Token);
            lines.Add(await reader.ReadLineAsync(either.Token) ?? "");
        }

        var written = lines.All(line => line.Contains("\"name\":\"figlet\"", StringComparison.Ordinal));
        return new(Traveller.Describe(request), [$"{(int)response.StatusCode} {response.ReasonPhrase}", .. lines],
            "one line, and one more per invocation while the stream stays open", written && response.IsSuccessStatusCode);
    }
}
