using System.Net;
using FederatedGateway.Admission;
using FederatedGateway.Configuration;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Forwarder;

namespace FederatedGateway.Forwarding;

/// <summary>
/// What OpenFaaS sees of a request and the caller of an answer. Starts from nothing and copies what may pass, so a header that no rule
/// knows is still copied once, and a forbidden one never needs removing.
/// </summary>
internal sealed class UpstreamTransform(GatewayOptions options) : HttpTransformer
{
    /// <summary>The target was classified byte by byte; it is sent byte by byte. <see cref="Uri"/> would fold dots, backslashes and escapes.</summary>
    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public override ValueTask TransformRequestAsync(HttpContext context, HttpRequestMessage request, string destinationPrefix, CancellationToken cancellationToken)
    {
        var facts = context.Features.GetRequiredFeature<RequestFacts>();
        var permit = facts.Permit ?? throw new InvalidOperationException("A request without a permit reached the forwarder.");
        ForwardedRequest.Attach(request, permit);
        request.RequestUri = new Uri(options.Upstream.GatewayUrl + permit.Target.Raw, in Verbatim);

        CopyHeaders(context.Request.Headers, request, permit.Target.Route == RouteClass.System);
        SetOrigin(facts.Origin, request);
        request.Headers.TryAddWithoutValidation("X-Call-Id", facts.CallId);
        if (TrailerPassing.AcceptedBy(context.Request))
            request.Headers.TryAddWithoutValidation("TE", "trailers");
        return default;
    }

    public override async ValueTask<bool> TransformResponseAsync(HttpContext context, HttpResponseMessage? answer, CancellationToken cancellationToken)
    {
        if (answer is null)
            return false;

        var facts = context.Features.GetRequiredFeature<RequestFacts>();
        var isSystem = facts.Target.Route == RouteClass.System;
        if (isSystem && Refusal(answer.StatusCode) is not DenialReason.None and var refusal)
        {
            facts.UpstreamRefusal = refusal;
            return false;
        }

        if (answer.StatusCode == HttpStatusCode.SwitchingProtocols && !Upgrades.IsAdmitted(context.Request, facts.Target))
        {
            facts.UpstreamRefusal = DenialReason.UpstreamInvalid;
            return false;
        }

        CopyHeaders(answer, context.Response.Headers, isSystem);
        if (facts.CallIdIsOurs && !context.Response.Headers.ContainsKey("X-Call-Id"))
            context.Response.Headers["X-Call-Id"] = facts.CallId;

        if (answer.StatusCode != HttpStatusCode.SwitchingProtocols)
        {
            TrailerPassing.Prepare(context, answer);
            await HeadFirstContent.ApplyAsync(answer, context.Response, cancellationToken);
        }

        return true;
    }

    public override ValueTask TransformResponseTrailersAsync(HttpContext context, HttpResponseMessage answer, CancellationToken cancellationToken) =>
        TrailerPassing.FinishAsync(context, answer, cancellationToken);

    private static DenialReason Refusal(HttpStatusCode status) => status switch
    {
        // Our credential is wrong; the caller's was right. Its challenge would make him send passwords.
        HttpStatusCode.Unauthorized => DenialReason.UpstreamCredentialRejected,
        // The router behind us "cleans" a path this way; faas-cli would turn a DELETE into a GET and report success.
        HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect => DenialReason.UpstreamRedirect,
        _ => DenialReason.None,
    };

    private static void CopyHeaders(IHeaderDictionary from, HttpRequestMessage to, bool isSystem)
    {
        var nominated = HeaderRules.Nominated(from.Connection);
        foreach (var (name, values) in from)
        {
            if (!HeaderRules.PassesToUpstream(name, isSystem, nominated))
                continue;
            // RFC 9113 §8.2.3: several cookie fields are one list, joined by semicolons.
            var value = name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) && values.Count > 1 ? new StringValues(string.Join("; ", values!)) : values;
            if (Add(to.Headers, name, value))
                continue;
            // The library keeps content headers apart from the others; a request without a body has nowhere to put them yet.
            if (to.Content is { } content)
                Add(content.Headers, name, value);
            else
                ForwardedRequest.KeepContentHeader(to, name, value);
        }
    }

    private static bool Add(System.Net.Http.Headers.HttpHeaders headers, string name, StringValues values) =>
        values.Count == 1 ? headers.TryAddWithoutValidation(name, values[0]) : headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);

    private static void CopyHeaders(HttpResponseMessage from, IHeaderDictionary to, bool isSystem)
    {
        var connection = from.Headers.NonValidated.TryGetValues("Connection", out var values) ? HeaderRules.Nominated(new StringValues([.. values])) : [];
        Copy(from.Headers.NonValidated);
        Copy(from.Content.Headers.NonValidated);
        // RFC 9110 §8.6: these have no content, and the server refuses to say how long it is. RFC 9112 §6.3: chunks outrank a length.
        if (from.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.ResetContent || from.Headers.TransferEncodingChunked == true)
            to.ContentLength = null;

        void Copy(System.Net.Http.Headers.HttpHeadersNonValidated headers)
        {
            foreach (var (name, value) in headers)
            {
                if (HeaderRules.PassesToCaller(name, isSystem, connection))
                    to[name] = value.Count == 1 ? value.ToString() : new StringValues([.. value]);
            }
        }
    }

    /// <summary>Where the request comes from, in our words or a trusted proxy's; what anybody else said about it was not copied.</summary>
    private static void SetOrigin(RequestOrigin origin, HttpRequestMessage request)
    {
        if (origin.Peer is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", origin.ForwardedFor);
            request.Headers.TryAddWithoutValidation("X-Real-IP", origin.RealAddress);
        }

        if (!string.IsNullOrEmpty(origin.Host))
            request.Headers.TryAddWithoutValidation("X-Forwarded-Host", origin.Host);
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", origin.Scheme);
        if (origin.Forwarded.Count > 0)
            Add(request.Headers, "Forwarded", origin.Forwarded);
    }
}
