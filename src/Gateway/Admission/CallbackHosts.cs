using System.Net;
using FederatedGateway.Configuration;
using Microsoft.Extensions.Primitives;

namespace FederatedGateway.Admission;

/// <summary>
/// To which hosts OpenFaaS may be told to send the result of an asynchronous call (<c>X-Callback-Url</c>): its queue worker posts to any
/// URL, from inside the cluster. Ports do not matter; a URL that two parsers could read in two ways goes to no host.
/// </summary>
internal sealed class CallbackHosts(IReadOnlyList<string> hosts)
{
    public const string Header = "X-Callback-Url";

    private static readonly string[] Schemes = ["http://", "https://"];

    public bool Admit(StringValues urls) => urls.Count == 0 || (urls.Count == 1 && TryReadHost(urls[0] ?? "", out var host) && IsListed(host));

    public static CallbackHosts? Read(SettingsReader settings, string key, bool allowInvoke)
    {
        var hosts = settings.List(key);
        foreach (var wrong in hosts.Where(host => !HostAndPort.TryRead(host, out var name) || name.Length != host.Length))
            settings.Fault(key, $"\"{wrong}\" is not a host", "Write a host name, or an IP address (IPv6 in brackets), without scheme and port");
        if (hosts.Count > 0 && !allowInvoke)
            settings.Fault(key, "has no effect, because allow_invoke is false", "Unset it, or set allow_invoke=true");
        return hosts.Count > 0 ? new(hosts) : null;
    }

    private static bool TryReadHost(string url, out ReadOnlySpan<char> host)
    {
        host = default;
        if (url.AsSpan().ContainsAnyExceptInRange('!', '~') || url.Contains('\\'))
            return false;
        var scheme = Array.Find(Schemes, prefix => url.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        if (scheme is null)
            return false;

        var rest = url.AsSpan(scheme.Length);
        return HostAndPort.TryRead(rest.IndexOfAny('/', '?') is >= 0 and var end ? rest[..end] : rest, out host);
    }

    /// <summary>IPv6 has many spellings of one address.</summary>
    private static bool IsSameAddress(ReadOnlySpan<char> host, string listed) =>
        host is ['[', .. var one, ']'] && listed is ['[', .. var other, ']'] && IPAddress.Parse(one).Equals(IPAddress.Parse(other));

    private bool IsListed(ReadOnlySpan<char> host)
    {
        foreach (var listed in hosts)
        {
            if (host.Equals(listed, StringComparison.OrdinalIgnoreCase) || IsSameAddress(host, listed))
                return true;
        }

        return false;
    }
}
