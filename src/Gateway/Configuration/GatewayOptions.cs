using FederatedGateway.Admission;

namespace FederatedGateway.Configuration;

/// <summary>Every setting, read once and never changed. Holds paths of secrets, never a secret.</summary>
internal sealed record GatewayOptions
{
    public required ListenerOptions Listener { get; init; }

    /// <summary>At least one; no two with the same name.</summary>
    public required IReadOnlyList<IssuerOptions> Issuers { get; init; }

    public required UpstreamOptions Upstream { get; init; }

    /// <summary>Also expose <c>/function/*</c> and <c>/async-function/*</c>.</summary>
    public bool AllowInvoke { get; init; }

    /// <summary>Where results of asynchronous calls may be sent; null lets the caller choose.</summary>
    public CallbackHosts? CallbackHosts { get; init; }

    /// <summary>The customer has shut the door: every request that would be forwarded is answered 503.</summary>
    public bool Paused { get; init; }

    public bool Debug { get; init; }

    public bool JsonLog { get; init; }

    /// <summary>What the operator should know although it does not stop the start.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
