using FederatedGateway.Configuration;

namespace FederatedGateway.Admission;

/// <summary>What a good token may do here. Pure; whatever is not named is denied.</summary>
internal sealed class AccessPolicy(GatewayOptions options)
{
    public DenialReason Refusal(RequestTarget target, IHeaderDictionary headers) => target.Route switch
    {
        RouteClass.System => DenialReason.None,
        RouteClass.Function or RouteClass.AsyncFunction when !options.AllowInvoke => DenialReason.InvokeDisabled,
        RouteClass.AsyncFunction when options.CallbackHosts?.Admit(headers[CallbackHosts.Header]) == false => DenialReason.CallbackRefused,
        RouteClass.Function or RouteClass.AsyncFunction => DenialReason.None,
        _ => DenialReason.NotExposed,
    };
}
