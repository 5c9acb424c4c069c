using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;

namespace FederatedGateway.Forwarding;

/// <summary>Which headers pass between the caller and OpenFaaS. Names are compared without case, as HTTP does.</summary>
internal static class HeaderRules
{
    private const string OurPrefix = "X-FedGw-";

    /// <summary>RFC 9110 §7.6.1, and what older software means by them.</summary>
    private static readonly FrozenSet<string> HopByHop = Names(
        "Connection", "Proxy-Connection", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
        "Proxy-Authenticate", "Proxy-Authentication-Info", "Proxy-Authorization", "HTTP2-Settings", "ALPN");

    /// <summary>
    /// Credentials, ways to say another target than the one that was judged, claims about the connection that we make ourselves, and
    /// what the client library writes.
    /// </summary>
    private static readonly FrozenSet<string> NeverForwarded = Names(
        "Authorization", "DPoP", "X-HTTP-Method-Override", "X-Original-URL", "X-Rewrite-URL",
        "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP",
        "Host", "Expect", "X-Call-Id");

    public static bool PassesToUpstream(string name, bool isSystem, IReadOnlyList<string> nominated) =>
        !HopByHop.Contains(name)
        && !NeverForwarded.Contains(name)
        // Software behind us may read "X_Forwarded_User" as "X-Forwarded-User"; ':' begins the pseudo headers of HTTP/2.
        && !name.Contains('_') && name[0] != ':'
        && !name.StartsWith(OurPrefix, StringComparison.OrdinalIgnoreCase)
        && !(isSystem && name.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
        && !IsNominated(name, nominated);

    public static bool PassesToCaller(string name, bool isSystem, IReadOnlyList<string> nominated) =>
        !HopByHop.Contains(name)
        && !(isSystem && name.Equals("WWW-Authenticate", StringComparison.OrdinalIgnoreCase))
        && !IsNominated(name, nominated);

    /// <summary>The headers a <c>Connection</c> header names as belonging to this hop alone.</summary>
    public static IReadOnlyList<string> Nominated(StringValues connection)
    {
        if (connection.Count == 0)
            return [];

        var names = new List<string>();
        foreach (var line in connection)
            names.AddRange((line ?? "").Split([',', ConnectionHeaderEncoding.Mark], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return names;
    }

    /// <summary>Whether the caller asked for the connection to be closed, which <see cref="ConnectionHeaderEncoding"/> kept from the server.</summary>
    public static bool AsksToClose(StringValues connection) => Nominated(connection).Contains("close", StringComparer.OrdinalIgnoreCase);

    /// <summary>RFC 9110 §5.5: no control characters but the tab. The server would break the whole answer off over one in a trailer.</summary>
    public static bool IsFieldValue(string value) => !value.Any(character => char.IsControl(character) && character is not ('\t' or (>= '\u0080' and <= '\u009f')));

    private static bool IsNominated(string name, IReadOnlyList<string> nominated) =>
        nominated.Count > 0 && nominated.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static FrozenSet<string> Names(params ReadOnlySpan<string> names) => FrozenSet.Create(StringComparer.OrdinalIgnoreCase, names);
}
