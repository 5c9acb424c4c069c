using FederatedGateway.Configuration;

namespace FederatedGateway.Admission;

/// <summary>What is known about one request so far; grows from step to step and ends as one log line.</summary>
internal sealed class RequestFacts(RequestOrigin origin, string callId, bool callIdIsOurs)
{
    public RequestOrigin Origin { get; } = origin;

    public string CallId { get; } = callId;

    /// <summary>The client sent none: OpenFaaS does not echo an id it was given, so the answer must carry ours.</summary>
    public bool CallIdIsOurs { get; } = callIdIsOurs;

    public RequestTarget Target { get; set; }

    public BearerToken? Token { get; set; }

    public Permit? Permit { get; set; }

    /// <summary>Set while the answer of OpenFaaS is looked at: why it is not passed on.</summary>
    public DenialReason UpstreamRefusal { get; set; }

    public static RequestFacts Of(HttpContext context, TrustedProxies proxies)
    {
        var origin = RequestOrigin.Of(context, proxies);
        var sent = context.Request.Headers["X-Call-Id"].ToString();
        return sent.Length > 0 ? new(origin, sent, callIdIsOurs: false) : new(origin, Guid.NewGuid().ToString(), callIdIsOurs: true);
    }
}
