using System.Text;

namespace FederatedGateway.Forwarding;

/// <summary>
/// Decodes the value of a request's <c>Connection</c> header so that the server leaves it alone. The server replaces a value that holds
/// <c>close</c>, <c>keep-alive</c> or <c>upgrade</c> by that word, even over two lines (measured: of <c>close, X-Hop</c> the application sees
/// <c>close</c>), and the other names, which must not be forwarded (RFC 9110 §7.6.1), are lost. So each word but a plain upgrade is marked
/// and unknown to the server; <see cref="HeaderRules"/> knows it, and <see cref="GatewayPipeline"/> closes where that was asked.
/// </summary>
internal sealed class ConnectionHeaderEncoding : Encoding
{
    /// <summary>No character of a token, so no caller can write a marked word that is believed.</summary>
    public const char Mark = ';';

    public static readonly ConnectionHeaderEncoding Instance = new();

    public override int GetCharCount(byte[] bytes, int index, int count) => Decode(bytes.AsSpan(index, count)).Length;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        var text = Decode(bytes.AsSpan(byteIndex, byteCount));
        text.CopyTo(0, chars, charIndex, text.Length);
        return text.Length;
    }

    /// <summary>Every token may grow by its mark.</summary>
    public override int GetMaxCharCount(int byteCount) => (2 * byteCount) + 1;

    public override int GetByteCount(char[] chars, int index, int count) => Latin1.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        Latin1.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetMaxByteCount(int charCount) => Latin1.GetMaxByteCount(charCount);

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = Latin1.GetString(bytes);
        var tokens = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        // The server must see an upgrade to perform it; beside keep-alive, as browsers send it, nothing is lost.
        var isUpgrade = Array.Exists(tokens, Is("upgrade")) && Array.TrueForAll(tokens, token => Is("upgrade")(token) || Is("keep-alive")(token));
        return isUpgrade ? text : string.Join(',', tokens.Select(static token => token + Mark));
    }

    private static Predicate<string> Is(string word) => token => token.Equals(word, StringComparison.OrdinalIgnoreCase);
}
