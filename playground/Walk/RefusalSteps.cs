namespace FederatedGateway.Playground.Walk;

/// <summary>What the gateway refuses, each with its status and reason code.</summary>
internal static class RefusalSteps
{
    public static IEnumerable<Step> All =>
    [
        Refusal("no token", 401, "token_missing", (_, _) => Task.FromResult<string?>(null)),
        Refusal("a token that has expired", 401, "token_expired", async (traveller, cancellationToken) =>
            await traveller.ObtainTokenAsync(traveller.Platform.Issuer.Clients.Expired, cancellationToken)),
        Refusal("a token for another audience", 401, "audience_mismatch", async (traveller, cancellationToken) =>
            await traveller.ObtainTokenAsync(traveller.Platform.Issuer.Clients.Foreign, cancellationToken)),
        Refusal("a token with one bit changed", 401, "signature_invalid", (traveller, _) =>
            Task.FromResult<string?>(TokenText.WithOneBitChanged(traveller.Token))),
        new("Refused: an invocation where allow_invoke is off", async (traveller, cancellationToken) =>
        {
            var url = traveller.Platform.ManagementGateway + "/function/figlet";
            var answer = await traveller.SendAsync(Traveller.RequestWith(traveller.Token, HttpMethod.Post, url, ""), cancellationToken);
            return answer.Expect(403, "invoke_disabled");
        }),
    ];

    private static Step Refusal(
        string name, int status, string reason, Func<Traveller, CancellationToken, Task<string?>> tokenAsync) =>
        new($"Refused: {name}", async (traveller, cancellationToken) =>
        {
            var token = await tokenAsync(traveller, cancellationToken);
            var url = traveller.Platform.Gateway + "/system/functions";
            return (await traveller.SendAsync(Traveller.RequestWith(token, HttpMethod.Get, url), cancellationToken)).Expect(status, reason);
        });
}
