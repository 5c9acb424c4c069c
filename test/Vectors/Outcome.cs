namespace FederatedGateway.Vectors;

/// <summary>What a row must come to. It reads as one line, and so does what was seen; a trial holds when the two lines are the same.</summary>
public sealed record Outcome(string Answer)
{
    private string? Forwarded { get; init; }

    private Fetches Keys { get; init; }

    private Fetches Discovery { get; init; }

    private string? Word { get; init; }

    /// <summary>The gateway's own refusal; nothing is forwarded, nobody is asked.</summary>
    public static Outcome Refused(int status, string reason) => new($"{status} {reason}".TrimEnd()) { Forwarded = "nothing" };

    public static Outcome Passed(string forwarded) => new("200") { Forwarded = forwarded };

    /// <summary>The upstream was reached, and something else than its 200 came back.</summary>
    public static Outcome Of(string answer, string forwarded) => new(answer) { Forwarded = forwarded };

    public Outcome AskingForKeys(int times) => this with { Keys = Fetches.Exactly(times) };

    public Outcome AskingForKeysAtMost(int times) => this with { Keys = Fetches.AtMost(times) };

    public Outcome AskingForDiscovery(int times) => this with { Discovery = Fetches.Exactly(times) };

    /// <summary>The answer's text holds this word.</summary>
    public Outcome Saying(string word) => this with { Word = word };

    /// <summary>The sighting in the words of this outcome: a count within its bound reads as the bound.</summary>
    public string Read(Sighting seen)
    {
        var word = Word is null ? null : seen.Body.Contains(Word, StringComparison.OrdinalIgnoreCase) ? Word : "something else";
        return Forwarded is null ? seen.Answer : Line(seen.Answer, word, seen.Forwarded, Within(Keys, seen.Keys), Within(Discovery, seen.Discovery), seen.Strays);
    }

    public override string ToString() => Forwarded is null ? Answer : Line(Answer, Word, Forwarded, $"{Keys}", $"{Discovery}", 0);

    private static string Within(Fetches bound, int count) => bound.Holds(count) ? $"{bound}" : $"{count}";

    private static string Line(string answer, string? word, string forwarded, string keys, string discovery, int strays)
    {
        var said = word is null ? "" : $", saying \"{word}\"";
        var bait = strays == 0 ? "" : $", {strays} other addresses called";
        var asked = (keys, discovery) is ("0", "0") ? "issuer not asked" : $"keys asked {keys}, discovery {discovery}";
        return $"{answer}{said}; upstream {forwarded}; {asked}{bait}";
    }
}
