using FederatedGateway.Reliability.Scenarios;

namespace FederatedGateway.Reliability;

/// <summary>One kind of trouble and what must hold in it.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Promise">What must hold, in a line.</param>
/// <param name="RunAsync">Brings the trouble about for the given time and notes what was seen.</param>
internal sealed record Scenario(string Name, string Promise, Func<TimeSpan, Findings, Task> RunAsync)
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("issuer-restarts", "tokens of known keys do not notice that the issuer comes and goes", Restarts.OfTheIssuerAsync),
        new("upstream-restarts", "faults show only while OpenFaaS is down, and never as 401", Restarts.OfTheUpstreamAsync),
        new("secret-rotation", "nobody notices that OpenFaaS's password changes", SecretRotation.RunAsync),
        new("key-rotation", "under mixed load, nobody notices that the issuer's keys change", KeyRotation.RunAsync),
        new("sigterm", "what was accepted is answered; nothing is refused before shutdown_delay is over", Termination.RunAsync),
        new("rotation", "10 000 requests through rotations without overlap: none fails, one fetch each", SimultaneousRotation.RunAsync),
        new("starvation", "a thousand callers with junk key ids do not keep a new key out", Starvation.RunAsync),
        new("junk-flood", "junk of every kind is refused and leaves nothing behind", JunkFlood.RunAsync),
        new("idle-connections", "10 000 connections that say nothing cost little and nobody else anything", IdleConnections.RunAsync),
        new("slow-peers", "slow headers are cut off; slow bodies and readers cost nobody else anything", SlowPeers.RunAsync),
        new("aborts", "callers that leave and upstreams that reset leave nothing behind", Aborts.RunAsync),
        new("hanging-issuer", "an issuer that never answers holds up only those who need it, for a bounded time", HangingIssuer.RunAsync),
    ];
}
