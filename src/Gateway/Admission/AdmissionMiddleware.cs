using FederatedGateway.Configuration;
using FederatedGateway.Forwarding;
using FederatedGateway.Health;
using FederatedGateway.Observability;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace FederatedGateway.Admission;

/// <summary>
/// The life of a request on the public listener, and its only way through:
/// 1 target, 2 credential, 3 token, 4 policy, 5 forwarding. It is terminal: what it does not answer itself or permit, nothing answers.
/// </summary>
internal sealed class AdmissionMiddleware(
    GatewayOptions options,
    TokenValidator validator,
    AccessPolicy policy,
    UpstreamForwarder forwarder,
    DenialResponse denials,
    ResourceMetadata metadata,
    RequestRecord record)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var facts = RequestFacts.Of(context, options.Listener.TrustedProxies);
        context.Features.Set(facts);

        var refusal = DenialReason.None;
        try
        {
            refusal = await AnswerAsync(context, facts);
            if (refusal != DenialReason.None && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
                await denials.WriteAsync(context, refusal);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            refusal = refusal == DenialReason.None ? DenialReason.RequestAborted : refusal;
        }
        finally
        {
            record.End(context, facts, refusal);
        }
    }

    private async Task<DenialReason> AnswerAsync(HttpContext context, RequestFacts facts)
    {
        // :: 1 Target: what is asked, from the bytes that were sent
        if (!RequestTarget.TryClassify(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, out var target, out var refusal))
            return refusal;
        facts.Target = target;
        if (CheckRequest(context.Request, target) is not DenialReason.None and var wrong)
            return wrong;
        if (!target.IsForwarded)
            return await AnswerOwnAsync(context, target);
        if (options.Paused)
            return DenialReason.Paused;

        // :: 2 Credential: exactly one, in one place
        if (!BearerToken.TryRead(context.Request, out var token, out refusal))
            return refusal;
        facts.Token = token;

        // :: 3 Token: who the issuer says is calling
        var verdict = await validator.ValidateAsync(token!, context.RequestAborted);
        if (verdict.Caller is not { } caller)
            return verdict.Refusal;

        // :: 4 Policy: may this caller do this
        switch (Permit.Ask(policy, caller, target, context.Request.Headers))
        {
            // :: 5 Forwarding: with our credential instead of theirs
            case Permit permit:
                facts.Permit = permit;
                return await forwarder.ForwardAsync(context, permit);
            case Denial denial:
                return denial.Reason;
            default:
                return DenialReason.NotExposed;
        }
    }

    private async Task<DenialReason> AnswerOwnAsync(HttpContext context, RequestTarget target)
    {
        if (target.Route == RouteClass.Metadata)
            await metadata.WriteAsync(context);
        else
            await HealthAnswer.WriteAliveAsync(context);
        return DenialReason.None;
    }

    private static DenialReason CheckRequest(HttpRequest request, RequestTarget target)
    {
        if (!AllowedMethods.Accepts(target.Route, request.Method))
            return DenialReason.MethodRefused;
        // RFC 9112 §6.3, RFC 9113 §8.2.2: the sign of a smuggled request. The server reads it one way; whoever stood before us may have read it the other.
        if (request.Headers.ContainsKey(HeaderNames.TransferEncoding) && (request.Headers.ContainsKey(HeaderNames.ContentLength) || HttpProtocol.IsHttp2(request.Protocol)))
            return DenialReason.FramingAmbiguous;
        // Only functions speak WebSocket; h2c would hide every later request from us.
        return Upgrades.IsAsked(request) && !Upgrades.IsAdmitted(request, target) ? DenialReason.UpgradeRefused : DenialReason.None;
    }
}
