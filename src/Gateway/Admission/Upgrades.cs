using FederatedGateway.Forwarding;
using Microsoft.Net.Http.Headers;

namespace FederatedGateway.Admission;

/// <summary>Which connections may stop speaking HTTP: a WebSocket to a function, and nothing else.</summary>
internal static class Upgrades
{
    /// <summary>By either of the two headers that ask for it (RFC 9110 §7.8).</summary>
    public static bool IsAsked(HttpRequest request) =>
        request.Headers.ContainsKey(HeaderNames.Upgrade)
        || HeaderRules.Nominated(request.Headers.Connection).Contains("upgrade", StringComparer.OrdinalIgnoreCase);

    public static bool IsAdmitted(HttpRequest request, RequestTarget target) =>
        // On HTTP/2 the header is malformed (RFC 9113 §8.2.2).
        target.IsInvoke && !HttpProtocol.IsHttp2(request.Protocol) && request.Headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase);
}
