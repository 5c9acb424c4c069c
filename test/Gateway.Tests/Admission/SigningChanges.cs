using System.Buffers.Text;
using FederatedGateway.Testing;

namespace FederatedGateway.Tests.Admission;

/// <summary>Changes to a token's signature, to who signs, and to the text that goes on the wire.</summary>
internal static class SigningChanges
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    public static IEnumerable<TokenChange> All(SigningKey[] published, SigningKey[] foreign) =>
    [
        new("signed by another published key", Fate.Either, (random, draft) => SignedBy(draft, random.Pick(published))),
        new("signed by a foreign key", Fate.Refused, (_, draft) => SignedBy(draft, foreign[draft.Key.Algorithm == "ES256" ? 2 : 0])),
        new("a bit of the signature", Fate.Refused, OfText: (random, text) => OfSignature(text, random.Flip)),
        new("another length of the signature", Fate.Refused, OfText: (random, text) => OfSignature(text, bytes => Resized(bytes, random.Next(4)))),
        new("a signature of zeros", Fate.Refused, OfText: (_, text) => OfSignature(text, bytes => new byte[bytes.Length + (bytes.Length == 0 ? 64 : 0)])),
        new("padding", Fate.Refused, OfText: (random, text) => Part(text, random.Next(3), part => part + random.Pick(["=", "==", "===="]))),
        new("another alphabet", Fate.Refused, OfText: (random, text) => Part(text, random.Next(3), part => Insert(part, random, random.Pick(["+", "/", ",", "~", "é"])))),
        new("blanks", Fate.Refused, OfText: (random, text) => Part(text, random.Next(3), part => Insert(part, random, random.Pick([" ", "\n", "\t", "\r\n", "\u00a0"])))),
        new("bits behind the value", Fate.Either, OfText: (random, text) => Part(text, random.Next(3), NotCanonical)),
        new("a character of the text", Fate.Undone, OfText: (random, text) => Character(text, random)),
        new("segments", Fate.Refused, OfText: (random, text) => Segments(text, random.Next(6))),
    ];

    private static TokenDraft SignedBy(TokenDraft draft, SigningKey key) =>
        (key.Algorithm == "ES256") == (draft.Algorithm == "ES256") ? draft with { Key = key } : draft with { Key = key, Algorithm = key.Algorithm };

    private static string OfSignature(string text, Func<byte[], byte[]> change) =>
        Part(text, 2, part => Base64Url.IsValid(part) ? Base64Url.EncodeToString(change(Base64Url.DecodeFromChars(part))) : part);

    private static byte[] Resized(byte[] bytes, int way) => way switch
    {
        0 => [],
        1 => bytes[..(bytes.Length / 2)],
        2 => [.. bytes, 0],
        _ => [0, .. bytes],
    };

    private static string Insert(string part, Random random, string text) => part.Insert(random.Next(part.Length + 1), text);

    /// <summary>Sets a bit that the last character has beyond the last byte, where there is one.</summary>
    private static string NotCanonical(string part) =>
        part.Length % 4 is 0 or 1 || Alphabet.IndexOf(part[^1]) is < 0 and var last ? part : part[..^1] + Alphabet[Alphabet.IndexOf(part[^1]) ^ 1];

    private static string Character(string text, Random random)
    {
        var at = random.Next(text.Length);
        return text[..at] + Alphabet[random.Next(Alphabet.Length)] + text[(at + 1)..];
    }

    private static string Segments(string text, int way)
    {
        var parts = text.Split('.');
        return way switch
        {
            0 => string.Join('.', parts[..^1]),
            1 => parts[0],
            2 => text + ".",
            3 => text + ".AAAA.AAAA",
            4 => "." + text,
            _ => string.Join('.', ["", .. parts[1..]]),
        };
    }

    private static string Part(string text, int number, Func<string, string> change)
    {
        var parts = text.Split('.');
        if (number < parts.Length)
            parts[number] = change(parts[number]);
        return string.Join('.', parts);
    }
}
