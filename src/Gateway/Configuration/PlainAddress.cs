using System.Net;
using System.Net.Sockets;

namespace FederatedGateway.Configuration;

/// <summary>
/// An IP address in the spelling that means the same to everybody: four decimal numbers, or IPv6 without brackets, zone or an IPv4 address
/// inside. The platform also reads "010.0.0.1" as 8.0.0.1 and "1" as 0.0.0.1.
/// </summary>
internal static class PlainAddress
{
    public static bool TryParse(string text, out IPAddress address) =>
        IPAddress.TryParse(text, out address!) && address.AddressFamily switch
        {
            AddressFamily.InterNetwork => address.ToString() == text,
            _ => !address.IsIPv4MappedToIPv6 && text.IndexOfAny(['[', '%']) < 0,
        };

    public static bool TryParseNetwork(string text, out IPNetwork network)
    {
        network = default;
        var slash = text.IndexOf('/');
        return TryParse(slash < 0 ? text : text[..slash], out var address)
            && (slash < 0 ? IPNetwork.TryParse($"{text}/{address.GetAddressBytes().Length * 8}", out network) : IPNetwork.TryParse(text, out network));
    }

    /// <summary>As it is logged and sent on: IPv4 as IPv4, though the socket is one for both.</summary>
    public static string Print(IPAddress address) => (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
}
