using FederatedGateway.Admission;
using FederatedGateway.Configuration;
using FederatedGateway.Forwarding;

namespace FederatedGateway.Health;

/// <summary>Whether traffic should come here, and if not, every reason in words an operator can act on.</summary>
internal sealed class Readiness(GatewayOptions options, TrustedIssuers issuers, UpstreamCredentials credentials, Drain drain)
{
    /// <summary>What is wrong although there is something to serve: the issuers, of several, whose tokens cannot be checked now.</summary>
    public IReadOnlyList<string> Impairments() =>
        [.. issuers.All.Where(issuer => issuer.Keys.Current is null).Select(issuer => $"keys_unavailable: {issuer.Options.Issuer}: {issuer.Keys.Fault ?? "the issuer's keys are too old"}")];

    public IReadOnlyList<string> Obstacles()
    {
        var obstacles = new List<string>();
        if (drain.HasBegun)
            obstacles.Add("shutting down");
        // One issuer that is down must not cost the callers of the others this pod; but each has its chance before the first request comes.
        if (issuers.All.All(issuer => issuer.Keys.Current is null) || issuers.All.Any(issuer => !issuer.Keys.HasTried))
            obstacles.AddRange(Impairments());
        // Functions need no credential; where they are exposed, there is something to serve without it.
        if (credentials.Fault is { } fault && !options.AllowInvoke)
            obstacles.Add($"credential_unavailable: {fault}");
        return obstacles;
    }
}
