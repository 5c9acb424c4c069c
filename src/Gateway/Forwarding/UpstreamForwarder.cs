using System.Net;
using FederatedGateway.Admission;
using FederatedGateway.Configuration;
using FederatedGateway.Observability;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace FederatedGateway.Forwarding;

/// <summary>
/// Carries a permitted request to OpenFaaS and the answer back, streaming both ways. Ends in the answer, in one reason for a clean
/// refusal, or in an aborted connection where half an answer had already gone out.
/// </summary>
internal sealed class UpstreamForwarder(
    GatewayOptions options,
    UpstreamCredentials credentials,
    IHttpForwarder forwarder,
    UpstreamTransform transform,
    HttpMessageInvoker http,
    GatewayMetrics metrics)
{
    /// <summary>HTTP/1.1, all OpenFaaS speaks; and no time limit of ours on a quiet stream.</summary>
    private static readonly ForwarderRequestConfig Config = new()
    {
        Version = HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        ActivityTimeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<DenialReason> ForwardAsync(HttpContext context, Permit permit)
    {
        if (permit.Target.Route == RouteClass.System && credentials.Offer().First is null)
            return DenialReason.CredentialUnavailable;

        using var stream = metrics.BeginForward(permit.Target.RouteName);
        var error = await forwarder.SendAsync(context, options.Upstream.GatewayUrl, http, Config, transform);
        var refusal = error == ForwarderError.None
            ? context.Features.GetRequiredFeature<RequestFacts>().UpstreamRefusal
            : Translate(error, context);
        if (refusal != DenialReason.None)
            TrailerPassing.Undo(context);
        // Half an answer must not look like a whole one.
        if (refusal != DenialReason.None && context.Response.HasStarted)
            context.Abort();
        return refusal;
    }

    private static DenialReason Translate(ForwarderError error, HttpContext context)
    {
        var cause = context.Features.Get<IForwarderErrorFeature>()?.Exception;
        if (context.RequestAborted.IsCancellationRequested)
            return context.Response.HasStarted && error == ForwarderError.ResponseBodyDestination ? DenialReason.UpstreamAborted : DenialReason.RequestAborted;

        return error switch
        {
            ForwarderError.RequestBodyClient => Holds<BadHttpRequestException>(cause) ? DenialReason.RequestInvalid : DenialReason.RequestAborted,
            ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled => DenialReason.RequestAborted,
            ForwarderError.ResponseBodyClient or ForwarderError.ResponseBodyCanceled => DenialReason.RequestAborted,
            ForwarderError.ResponseBodyDestination => DenialReason.UpstreamAborted,
            ForwarderError.ResponseHeaders => DenialReason.UpstreamInvalid,
            ForwarderError.Request when cause is CredentialUnavailableException => DenialReason.CredentialUnavailable,
            ForwarderError.Request when cause is TimeoutException => DenialReason.UpstreamTimeout,
            ForwarderError.Request when cause is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => DenialReason.UpstreamInvalid,
            // The server refused to upgrade: the caller is there, but OpenFaaS upgraded what was no upgrade.
            ForwarderError.UpgradeResponseClient when !context.Response.HasStarted => DenialReason.UpstreamInvalid,
            ForwarderError.UpgradeRequestClient or ForwarderError.UpgradeResponseClient or ForwarderError.UpgradeRequestCanceled
                or ForwarderError.UpgradeResponseCanceled => DenialReason.RequestAborted,
            ForwarderError.UpgradeRequestDestination or ForwarderError.UpgradeResponseDestination => DenialReason.UpstreamAborted,
            _ => DenialReason.UpstreamUnreachable,
        };
    }

    private static bool Holds<T>(Exception? exception) where T : Exception => exception switch
    {
        null => false,
        T => true,
        AggregateException many => many.InnerExceptions.Any(Holds<T>),
        _ => Holds<T>(exception.InnerException),
    };
}
