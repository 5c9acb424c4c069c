using System.Buffers;
using System.Globalization;

namespace FederatedGateway.Admission;

/// <summary>
/// The rules a path must meet so that every hop reads it alike. OpenFaaS's gateway decodes a path once and so does each hop behind
/// it (measured: <c>a%252Fb</c> reaches a function as <c>/a/b</c>), hence a tail is judged on every level of decoding.
/// </summary>
internal static class TargetPath
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    /// <summary>What no escape under <c>/system</c> may stand for: a separator, a delimiter or another escape at the next hop.</summary>
    private static readonly SearchValues<char> StructuralCharacters = SearchValues.Create("./\\%?#;");

    // Each level removes at least two characters per escape; eight levels is far beyond any honest client and keeps the work linear.
    private const int MostLevels = 8;

    /// <summary>Visible ASCII only: no blank, control or non-ASCII character.</summary>
    public static bool IsPrintable(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('!', '~');

    /// <summary>Normal form: no empty or dot segments, no backslash, parameter or fragment, no escape that hides structure.</summary>
    public static bool IsNormal(ReadOnlySpan<char> path) =>
        IsPrintable(path) && !path.ContainsAny('\\', ';', '#') && !HasEmptySegment(path) && !HasDotSegment(path) && EscapesAreHarmless(path);

    public static bool IsFunctionName(ReadOnlySpan<char> name) =>
        !name.IsEmpty && !name.ContainsAnyExcept(NameCharacters) && name is not ("." or "..");

    /// <summary>Whether a function's part of the path can go on byte for byte: whatever hop decodes it, it stays below the function.</summary>
    public static bool IsSafeTail(ReadOnlySpan<char> tail)
    {
        if (!IsPrintable(tail) || tail.ContainsAny('\\', '#'))
            return false;

        var level = tail.ToArray().AsSpan();
        for (var depth = 0; depth <= MostLevels; depth++)
        {
            if (level.Contains('\0') || HasDotSegment(level))
                return false;
            if (!level.Contains('%'))
                return true;
            if (!TryDecode(level, out var length))
                return false;
            level = level[..length];
        }

        return false;
    }

    private static bool HasEmptySegment(ReadOnlySpan<char> path) => path.IndexOf("//", StringComparison.Ordinal) >= 0;

    /// <summary>Segments end where any hop would end them: a decoded <c>?</c> starts a query there, a decoded <c>#</c> truncates.</summary>
    private static bool HasDotSegment(ReadOnlySpan<char> path)
    {
        foreach (var range in path.SplitAny('/', '?', '#'))
        {
            if (path[range] is "." or "..")
                return true;
        }

        return false;
    }

    private static bool EscapesAreHarmless(ReadOnlySpan<char> path)
    {
        for (var at = path.IndexOf('%'); at >= 0;)
        {
            if (!TryEscape(path[at..], out var value) || value is < ' ' or > '~' || StructuralCharacters.Contains(value))
                return false;
            var next = path[(at + 3)..].IndexOf('%');
            at = next < 0 ? -1 : at + 3 + next;
        }

        return true;
    }

    /// <summary>Decodes one level in place; false where an escape is broken.</summary>
    private static bool TryDecode(Span<char> text, out int length)
    {
        length = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var value = text[at];
            if (value == '%')
            {
                if (!TryEscape(text[at..], out value))
                    return false;
                at += 2;
            }

            text[length++] = value;
        }

        return true;
    }

    private static bool TryEscape(ReadOnlySpan<char> text, out char value)
    {
        value = default;
        if (text.Length < 3 || !char.IsAsciiHexDigit(text[1]) || !char.IsAsciiHexDigit(text[2]))
            return false;
        value = (char)byte.Parse(text[1..3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return true;
    }
}
