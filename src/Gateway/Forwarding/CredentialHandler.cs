using System.Net;
using FederatedGateway.Admission;
using FederatedGateway.Observability;

namespace FederatedGateway.Forwarding;

/// <summary>
/// The last step before the wire, and the only one that knows the credential: <c>/system</c> gets exactly one Basic header, every other
/// route none. When OpenFaaS refuses what it was offered, the other credential of a rotation is tried once, if nothing of the
/// body has been sent yet.
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
        var (first, second) = credentials.Offer();
        if (first is null)
            throw new CredentialUnavailableException();

        // While it is open which of two OpenFaaS wants, it is asked before the body is sent: a refusal then costs the caller nothing,
        // because the body is still whole.
        if (second is not null && request.Content is FlushedContent)
            request.Headers.ExpectContinue = true;

        var response = await OfferAsync(request, first, cancellation);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return response;
        metrics.CredentialRejected();

        var other = second ?? credentials.LookNow(first);
        if (other is null || request.Content is FlushedContent { Started: true })
            return response;
        response.Dispose();
        response = await OfferAsync(request, other, cancellation);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
            metrics.CredentialRejected();
        return response;
    }

    private async Task<HttpResponseMessage> OfferAsync(HttpRequestMessage request, UpstreamCredential credential, CancellationToken cancellation)
    {
        request.Headers.Remove(Authorization);
        request.Headers.TryAddWithoutValidation(Authorization, credential.Header);
        var response = await base.SendAsync(request, cancellation);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
            credentials.Accepted(credential);
        return response;
    }
}
