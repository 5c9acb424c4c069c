using System.Buffers.Text;
using System.Text;

namespace FederatedGateway.Playground.Walk;

/// <summary>A token taken apart for show or for mischief; the signature is never shown.</summary>
internal static class TokenText
{
    /// <summary>Header and payload, decoded.</summary>
    public static string[] Readable(string token) =>
        [.. token.Split('.').Take(2).Select(part => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part)))];

    /// <summary>The token with one bit of its signature changed.</summary>
    public static string WithOneBitChanged(string token)
    {
        var dot = token.LastIndexOf('.');
        var signature = Base64Url.DecodeFromChars(token.AsSpan(dot + 1));
        signature[signature.Length / 2] ^= 1;
        return token[..(dot + 1)] + Base64Url.EncodeToString(signature);
    }
}
