using System.Buffers;
using System.Net.Sockets;
using FederatedGateway.Configuration;

namespace FederatedGateway.Admission;

/// <summary>
/// <c>host[:port]</c> in the one spelling that every URL parser reads alike: a name of letters, digits, <c>-._</c>, or an address in
/// brackets. User information, escapes and anything else that parsers dispute is no host.
/// </summary>
internal static class HostAndPort
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    public static bool TryRead(ReadOnlySpan<char> text, out ReadOnlySpan<char> host)
    {
        host = default;
        var end = text.StartsWith('[') ? text.IndexOf(']') + 1 : text.IndexOf(':') is >= 0 and var colon ? colon : text.Length;
        if (end == 0 || !IsHost(text[..end]) || !IsPort(text[end..]))
            return false;
        host = text[..end];
        return true;
    }

    private static bool IsHost(ReadOnlySpan<char> text) => text switch
    {
        ['[', .. var address, ']'] => PlainAddress.TryParse(address.ToString(), out var parsed) && parsed.AddressFamily == AddressFamily.InterNetworkV6,
        [var first, ..] => char.IsAsciiLetterOrDigit(first) && !text.ContainsAnyExcept(NameCharacters),
        [] => false,
    };

    private static bool IsPort(ReadOnlySpan<char> text) =>
        text.IsEmpty || (text is [':', .. var digits] && digits.Length is > 0 and <= 5 && !digits.ContainsAnyExceptInRange('0', '9'));
}
