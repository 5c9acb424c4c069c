using System.Buffers.Text;
using System.Text;
using CsCheck;
using FederatedGateway.Admission;
using FederatedGateway.Fuzz;
using Microsoft.AspNetCore.Http;

namespace FederatedGateway.Tests.Admission;

/// <summary>What holds for the text of any token: one text for each value, no exception for any bytes, no work for what cannot be one.</summary>
public sealed class TokenHeadProperties
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>Text that nearly is a token, so that more than the first look is tried.</summary>
    private static readonly Gen<string> NearTokens =
        OneOf("{\"alg\":\"RS256\"}", "{\"alg\":\"ES256\",\"kid\":\"k\",\"typ\":\"at+jwt\"}", "{\"exp\":1800000300}", "{}", "[]", "\"", "\u00e9", "")
            .Select(json => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json)))
            .SelectMany(part => OneOf(".", ".", "", "=", "+", " ", "..", "A").Select(between => part + between)).Array[0, 6].Select(string.Concat);

    [Fact]
    public void Base64url_of_any_bytes_is_read_back() => Gen.Byte.Array[0, 200].Sample(
        bytes => StrictBase64Url.Decode(Base64Url.EncodeToString(bytes)) is { } read && read.AsSpan().SequenceEqual(bytes));

    [Fact]
    public void Every_other_text_for_the_same_bytes_is_refused() => Gen.Byte.Array[1, 100].Sample(
        bytes =>
        {
            var text = Base64Url.EncodeToString(bytes);
            string[] others = [.. LastCharacterChanged(text), text + "=", text + "==", text + " ", " " + text, text + "\n", text.Insert(text.Length / 2, "\r\n"), text.Insert(text.Length / 2, "=")];
            return others.All(other => StrictBase64Url.Decode(other) is not { } read || !read.AsSpan().SequenceEqual(bytes));
        });

    [Fact]
    public void The_standard_alphabet_is_another() => Gen.Byte.Array[3, 60].Sample(
        bytes =>
        {
            var standard = Convert.ToBase64String(bytes).TrimEnd('=');
            return (StrictBase64Url.Decode(standard) is null) == standard.Any(letter => letter is '+' or '/');
        });

    [Fact]
    public void Any_bytes_keep_the_invariants() => Gen.Byte.Array[0, 300].Sample(TokenInvariants.Check);

    [Fact]
    public void Any_text_keeps_the_invariants() => Gen.String.Sample(text => TokenInvariants.CheckCompact(text));

    [Fact]
    public void What_nearly_is_a_token_keeps_the_invariants() => NearTokens.Sample(TokenInvariants.CheckCompact, iter: 5_000);

    [Fact]
    public void A_header_of_any_text_is_one_token_a_missing_one_or_none() => Gen.Select(OneOf("", "Bearer ", "bearer  ", "Bearer", "Basic ", "Bearer\t", "Bearer,"), Gen.OneOf(Gen.String, NearTokens)).Sample(
        (scheme, rest) =>
        {
            var request = new DefaultHttpContext().Request;
            request.Headers.Authorization = scheme + rest;
            var read = BearerToken.TryRead(request, out var token, out var refusal);
            return read == (token is not null) && read == (refusal == DenialReason.None) && (token is null || IsWhole(token, scheme + rest));
        });

    /// <summary>An attack of a megabyte must cost no more than to look at it once; memory shows that where time would not.</summary>
    [Theory]
    [InlineData('.')]
    [InlineData('A')]
    [InlineData('=')]
    public void A_megabyte_of_nothing_allocates_nothing(char letter)
    {
        var text = new string(letter, 1024 * 1024);
        Assert.Equal(0, Allocated(() => CompactJws.TryParse(text, out _, out _), expected: false));
    }

    /// <summary>Two canonical parts and a third of a megabyte: the decoder's work, once for each byte.</summary>
    [Fact]
    public void A_megabyte_of_signature_costs_its_bytes_twice_at_most()
    {
        var text = "e30.e30." + new string('A', 1024 * 1024);
        Assert.InRange(Allocated(() => CompactJws.TryParse(text, out _, out _), expected: true), text.Length / 2, 2 * text.Length);
    }

    /// <summary>In the header field the size limit stands before the parser; each cut before it is one copy.</summary>
    [Fact]
    public void A_megabyte_of_dots_in_the_header_field_costs_two_copies_at_most()
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Authorization = "Bearer " + new string('.', 1024 * 1024);
        Assert.InRange(Allocated(() => BearerToken.TryRead(request, out _, out _), expected: false), 0, (2 * 2 * 1024 * 1024) + 4096);
    }

    /// <summary>What a second call allocates: the first one pays for what is made once.</summary>
    private static long Allocated(Func<bool> read, bool expected)
    {
        Assert.Equal(expected, read());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = read();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(expected, result);
        return allocated;
    }

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);

    private static bool IsWhole(BearerToken token, string value) =>
        value.StartsWith("bearer ", StringComparison.OrdinalIgnoreCase) && value.EndsWith(token.Compact, StringComparison.Ordinal)
        && token.Compact.Length is > 0 and <= BearerToken.MaxLength && !token.Compact.Contains(',') && token.Compact[0] != ' ';

    private static IEnumerable<string> LastCharacterChanged(string text) =>
        Alphabet.Where(letter => letter != text[^1]).Select(letter => text[..^1] + letter);
}
