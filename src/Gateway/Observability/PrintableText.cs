namespace FederatedGateway.Observability;

/// <summary>What others wrote, made fit for a message: cut, and with anything but visible ASCII replaced, so that it stays one word on one line.</summary>
internal static class PrintableText
{
    private const int Longest = 256;

    public static string? Of(string? text)
    {
        if (text is null || (text.Length <= Longest && !text.AsSpan().ContainsAnyExceptInRange('!', '~')))
            return text;
        return string.Create(Math.Min(text.Length, Longest), text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = source[i] is >= '!' and <= '~' ? source[i] : '?';
        });
    }
}
