namespace FederatedGateway.Admission;

/// <summary>May this request pass? One of two answers, <see cref="Permit"/> or <see cref="Denial"/>; there is no third.</summary>
internal abstract record Decision;

/// <summary>The request is refused, for one reason.</summary>
internal sealed record Denial(DenialReason Reason) : Decision;

/// <summary>
/// The request may be forwarded. Forwarding cannot be called without one, and there is one way to come by it: asking the policy
/// about a caller, a target and what the headers ask for beside it.
/// </summary>
internal sealed record Permit : Decision
{
    private Permit(Caller caller, RequestTarget target) => (Caller, Target) = (caller, target);

    public Caller Caller { get; }

    public RequestTarget Target { get; }

    public static Decision Ask(AccessPolicy policy, Caller caller, RequestTarget target, IHeaderDictionary headers) =>
        policy.Refusal(target, headers) is not DenialReason.None and var refusal ? new Denial(refusal) : new Permit(caller, target);
}
