using System.Net;

namespace FederatedGateway.Configuration;

/// <summary>The proxies before the gateway whose word about a connection counts; nobody's, unless they are named.</summary>
internal sealed class TrustedProxies(IReadOnlyList<IPNetwork> networks)
{
    public static readonly TrustedProxies None = new([]);

    public bool Contain(IPAddress address)
    {
        // A listener for both families shows IPv4 peers as ::ffff:a.b.c.d.
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return networks.Any(network => network.Contains(plain));
    }

    public static TrustedProxies Read(SettingsReader settings, string key)
    {
        var networks = new List<IPNetwork>();
        foreach (var text in settings.List(key))
        {
            if (!PlainAddress.TryParseNetwork(text, out var network))
                settings.Fault(key, $"\"{text}\" is neither an IP address nor a network", "Write an address, or a network in CIDR notation such as 10.0.0.0/8; IPv6 without brackets and zone, IPv4 as IPv4");
            else if (network.PrefixLength == 0)
                settings.Fault(key, $"\"{text}\" would let anybody say where he comes from", "Name the addresses of your proxies");
            else
                networks.Add(network);
        }

        return networks.Count == 0 ? None : new(networks);
    }
}
