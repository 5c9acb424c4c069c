namespace FederatedGateway.Fuzz;

/// <summary>
/// Request targets of the kind that have fooled proxies, from a seed: an exposed prefix or a near miss, segments that hops read
/// differently, a query. A target is made of pieces, so that one that breaks a rule can be made smaller.
/// </summary>
public static class TargetGrammar
{
    private static readonly string[] Exposed =
        ["/system/", "/system/functions", "/function/", "/function/figlet", "/function/Echo_1.my-ns/", "/async-function/a.b/", "/healthz", "/.well-known/oauth-protected-resource"];

    private static readonly string[] NearMisses =
    [
        "/", "", "//", "/system", "/systemx/", "/System/", "/%73ystem/", "//system/", "/./system/", "/x/../system/", "/system;/", "/function", "/functions/", "/FUNCTION/a", "/%66unction/a",
        "/function//", "/async-function", "/async/", "/ui/", "http://127.0.0.1/system/", "system/", "/healthz/", "/metrics",
    ];

    private static readonly string[] Plain =
        ["/", "/", "/", "/", "/a", "functions", "figlet", "/system", "/function/", "-_.~", "a=b,c", "$&'()*+", "@:!", "..a", ".b", "...", "a%20b", "caf%C3%A9", "%41", "%7E"];

    private static readonly string[] Nasty =
    [
        "//", "/./", "/../", "..", ".", "/..", "%2e", "%2E%2e/", "%2f", "%2F", "%5c", "%5C..", "\\", "%25", "%252e", "%252f", "%25252E", "%00", "%2500", "%3f", "%3F/..", "%23", "%2523", "#", "#/../", ";",
        "%3b", ";x=1", "%c0%ae", "%c0%af", "%e0%80%af", "%zz", "%", "%2", "%0d%0a", "%u002e", "%FF",
    ];

    /// <summary>Bytes that no target may hold; the server itself turns most of them away.</summary>
    private static readonly string[] Unprintable = ["\u00e9", "\u00c3\u00a9", "\u0001", "\u007f", "\u00ff", "\t"];

    private static readonly string[] Queries = ["?", "?x=1", "?a=b&a=c", "?/../%2e%2e//", "?%zz;%00", "?#", "??", "?x=\\", "?namespace=a%26b"];

    public static IReadOnlyList<string> Next(Random random)
    {
        var pieces = new List<string> { Pick(random, random.Next(4) == 0 ? NearMisses : Exposed) };
        for (var more = random.Next(7); more > 0; more--)
            pieces.Add(Disguise(random, Pick(random, random.Next(3) == 0 ? Nasty : Plain)));
        if (random.Next(4) == 0)
            pieces.Add(Pick(random, Queries));
        if (random.Next(100) == 0)
            pieces.Insert(random.Next(1, pieces.Count + 1), Pick(random, Unprintable));
        return pieces;
    }

    /// <summary>The same failure with as few pieces as possible.</summary>
    public static IReadOnlyList<string> Shrink(IReadOnlyList<string> pieces, Func<string, bool> fails)
    {
        for (var at = 0; at < pieces.Count; at++)
        {
            IReadOnlyList<string> fewer = [.. pieces.Take(at), .. pieces.Skip(at + 1)];
            if (fails(string.Concat(fewer)))
                return Shrink(fewer, fails);
        }

        return pieces;
    }

    /// <summary>Now and then the same piece in another dress: a character escaped, escaped twice, or in the other case.</summary>
    private static string Disguise(Random random, string piece)
    {
        var at = random.Next(piece.Length);
        return random.Next(12) switch
        {
            0 => Replace(piece, at, $"%{(int)piece[at]:x2}"),
            1 => Replace(piece, at, $"%25{(int)piece[at]:X2}"),
            2 => Replace(piece, at, $"{(char)(char.IsAsciiLetter(piece[at]) ? piece[at] ^ ' ' : piece[at])}"),
            _ => piece,
        };
    }

    private static string Replace(string piece, int at, string text) => piece[..at] + text + piece[(at + 1)..];

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
