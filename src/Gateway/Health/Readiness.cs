using FederatedGateway.Admission;
using FederatedGateway.Configuration;
using FederatedGateway.Forwarding;

namespace FederatedGateway.Health;

/// <summary>Whether traffic should come here, and if not, every reason in words an operator can act on.</summary>
internal sealed class Readiness(GatewayOptions options, IssuerKeys keys, UpstreamCredentials credentials, Drain drain)
{
    public IReadOnlyList<string> Obstacles()
    {
        var obstacles = new List<string>();
        if (drain.HasBegun)
            obstacles.Add("shutting down");
        if (keys.Current is null)
            obstacles.Add($"keys_unavailable: {keys.Fault ?? "the issuer's keys are too old"}");
        // Functions need no credential; where they are exposed, there is something to serve without it.
        if (credentials.Fault is { } fault && !options.AllowInvoke)
            obstacles.Add($"credential_unavailable: {fault}");
        return obstacles;
    }
}
