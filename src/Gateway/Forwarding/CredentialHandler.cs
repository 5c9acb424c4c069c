using System.Net;
using FederatedGateway.Admission;
using FederatedGateway.Observability;

namespace FederatedGateway.Forwarding;

/// <summary>
/// The last step before the wire, and the only one that knows the credential: <c>/system</c> gets exactly one Basic header, every other
/// route none. When OpenFaaS refuses what it was offered, the other credential of a rotation is tried once, and then what the files hold
/// by now, if nothing of the body has been sent yet.
/// </summary>
internal sealed class CredentialHandler(UpstreamCredentials credentials, GatewayMetrics metrics, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string Authorization = "Authorization";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var permit = ForwardedRequest.PermitOf(request);
        request.Headers.Remove(Authorization);
        request.Content = ForwardedRequest.PrepareContent(request);
        return permit.Target.Route == RouteClass.System ? SendWithCredentialAsync(request, cancellationToken) : base.SendAsync(request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendWithCredentialAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var (first, second, settled) = credentials.Offer();
        if (first is null)
            throw new CredentialUnavailableException();

        // While it is open which of two OpenFaaS wants, it is asked before the body is sent: a refusal then costs the caller nothing,
        // because the body is still whole.
        if (!settled && request.Content is FlushedContent body)
        {
            request.Headers.ExpectContinue = true;
            await body.KeepIfSmallAsync(cancellation);
        }

        var response = await OfferAsync(request, first, cancellation);
        if (IsRefused(response) && second is not null && CanRepeat(request))
            response = await OfferInsteadAsync(response, request, second, cancellation);
        // The files may have changed a moment ago, so they are read once more: for this request, if it can be repeated, and for the next.
        if (IsRefused(response) && credentials.LookNow(first, second) is { } newest && CanRepeat(request))
            response = await OfferInsteadAsync(response, request, newest, cancellation);
        return response;
    }

    private static bool IsRefused(HttpResponseMessage response) => response.StatusCode == HttpStatusCode.Unauthorized;

    /// <summary>Nothing of the body is gone.</summary>
    private static bool CanRepeat(HttpRequestMessage request) => request.Content is not FlushedContent { IsGone: true };

    private Task<HttpResponseMessage> OfferInsteadAsync(HttpResponseMessage refused, HttpRequestMessage request, UpstreamCredential credential, CancellationToken cancellation)
    {
        refused.Dispose();
        return OfferAsync(request, credential, cancellation);
    }

    private async Task<HttpResponseMessage> OfferAsync(HttpRequestMessage request, UpstreamCredential credential, CancellationToken cancellation)
    {
        request.Headers.Remove(Authorization);
        request.Headers.TryAddWithoutValidation(Authorization, credential.Header);
        var response = await base.SendAsync(request, cancellation);
        if (IsRefused(response))
            metrics.CredentialRejected();
        // Only success shows that the credential was looked at: OpenFaaS's router answers 404 and 405 to anybody.
        else if (response.IsSuccessStatusCode)
            credentials.Accepted(credential);
        return response;
    }
}
