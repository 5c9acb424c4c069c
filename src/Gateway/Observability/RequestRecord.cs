using FederatedGateway.Admission;
using Microsoft.AspNetCore.Http.Features;

namespace FederatedGateway.Observability;

/// <summary>Writes what became of each request, once: a count always, a log line when it was refused (or at debug).</summary>
internal sealed class RequestRecord(GatewayMetrics metrics, ILogger<RequestRecord> log)
{
    public void End(HttpContext context, RequestFacts facts, DenialReason refusal)
    {
        var answer = Denials.Answer(refusal);
        var refused = refusal != DenialReason.None;
        // Half an answer has gone out with OpenFaaS's own status; what counts here is how it ended.
        var status = refused ? answer.Status : context.Response.StatusCode;
        var route = facts.Target.Raw is null ? "none" : facts.Target.RouteName;
        metrics.Answered(route, Method(context.Request.Method), status, refused ? answer.Code : "none");

        var level = refusal == DenialReason.RequestAborted ? LogLevel.Debug : answer.Level;
        if (!log.IsEnabled(refused ? level : LogLevel.Debug))
            return;
        var caller = facts.Permit?.Caller;
        var origin = facts.Origin;
        if (refused)
            log.Refused(level, answer.Code, status, Method(context.Request.Method), Target(context), caller?.Issuer, PrintableText.Of(caller?.Client), PrintableText.Of(caller?.Subject), facts.Token?.Fingerprint, origin.Peer, origin.Client, PrintableText.Of(facts.CallId)!);
        else
            log.Forwarded(Method(context.Request.Method), route, status, caller?.Issuer, PrintableText.Of(caller?.Client), PrintableText.Of(caller?.Subject), facts.Token?.Fingerprint, origin.Peer, origin.Client, PrintableText.Of(facts.CallId)!);
    }

    /// <summary>The path as it was sent, without the query, which may hold anything.</summary>
    private static string Target(HttpContext context)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var query = raw.IndexOf('?');
        return PrintableText.Of(query < 0 ? raw : raw[..query])!;
    }

    private static string Method(string method) =>
        method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" ? method : "other";
}
