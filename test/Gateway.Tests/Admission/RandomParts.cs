using System.Text.Json.Nodes;

namespace FederatedGateway.Tests.Admission;

/// <summary>What changes to tokens are made of.</summary>
internal static class RandomParts
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e300", "9223372036854775808", "\"\"", "\" \"", "\"text\"", "\"2000000000\"", "[]", "[\"text\"]", "[1]", "[null]", "[[\"text\"]]", "{}",
        "{\"a\":{\"b\":[1]}}", "\"\\u00e9\\ud83d\\ude00\"",
    ];

    public static T Pick<T>(this Random random, T[] from) => from[random.Next(from.Length)];

    /// <summary>A value of any JSON type.</summary>
    public static JsonNode? Json(this Random random) => JsonNode.Parse(random.Pick(Values));

    /// <summary>One byte is another.</summary>
    public static byte[] Flip(this Random random, byte[] bytes)
    {
        var flipped = bytes.ToArray();
        if (flipped.Length > 0)
            flipped[random.Next(flipped.Length)] ^= (byte)random.Next(1, 256);
        return flipped;
    }
}
