using FederatedGateway.Configuration;

namespace FederatedGateway.Admission;

/// <summary>What a good token may do here. Pure; whatever is not named is denied.</summary>
internal sealed class AccessPolicy(GatewayOptions options)
{
    public DenialReason Refusal(RequestTarget target) => target.Route switch
    {
        RouteClass.System => DenialReason.None,
        RouteClass.Function or RouteClass.AsyncFunction when options.AllowInvoke => DenialReason.None,
        RouteClass.Function or RouteClass.AsyncFunction => DenialReason.InvokeDisabled,
        _ => DenialReason.NotExposed,
    };
}
