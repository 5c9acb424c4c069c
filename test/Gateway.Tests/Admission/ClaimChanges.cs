using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FederatedGateway.Testing;

namespace FederatedGateway.Tests.Admission;

/// <summary>Changes to the claims of a token.</summary>
internal static class ClaimChanges
{
    private const string Ours = WorldPlan.Audience;

    /// <summary>Without <c>jti</c>, <c>azp</c> and <c>acr</c>: they decide nothing here, yet the library refuses them where they are no strings.</summary>
    private static readonly string[] Names = ["iss", "sub", "aud", "exp", "nbf", "iat", "client_id", "typ", "scope", "scp", "token_use", "email"];
    private static readonly string[] Marks = ["cnf", "act", "nonce", "events", "may_act", "auth_time", "sid", "at_hash"];
    private static readonly string[] Issuers =
    [
        TokenGrammar.Issuer, TokenGrammar.Issuer + "/", TokenGrammar.Issuer + "x", "https://IDP.example.com/realms/openfaas", "http://idp.example.com/realms/openfaas", "https://idp.example.com/realms", " " + TokenGrammar.Issuer, "",
    ];
    private static readonly string[] Audiences =
    [
        $"\"{Ours}\"", $"[\"{Ours}\"]", $"[\"account\",\"{Ours}\"]", $"[\"{Ours}\",\"{Ours}\"]", $"[\"\",\"{Ours}\"]", $"\"{Ours}/\"", $"[\"{Ours}/\"]", "\"FED-GW.example.com\"", $"\" {Ours}\"", $"\"{Ours},other\"",
        $"\"{Ours} other\"", "\"other\"", "[]", "\"\"", $"[\"{Ours}\",1]", $"[\"{Ours}\",null]", $"[[\"{Ours}\"]]", $"{{\"{Ours}\":1}}", $"[\"other\",\"{Ours}/\"]",
    ];
    private static readonly long[] Offsets = [-86400, -301, -300, -299, -31, -30, -29, -1, 0, 1, 29, 30, 31, 299, 300, 301, 3600, 86370, 86399, 86400, 86401, 10_000_000_000, 1_000_000_000_000];

    public static IEnumerable<TokenChange> All(long now) =>
    [
        new("a claim of another type", Fate.Either, (random, draft) => draft.Set(random.Pick(Names), random.Json())),
        new("a claim absent", Fate.Either, (random, draft) => draft.Remove(random.Pick(Names))),
        new("a claim twice", Fate.Either, (random, draft) => draft.Append(random.Pick([$"\"aud\":\"{Ours}\"", $"\"iss\":\"{TokenGrammar.Issuer}\"", $"\"exp\":{now + 300}", "\"\\u0073ub\":\"x\"", "\"a\":{\"b\":1,\"b\":2}", "\"a\":{\"b\":1},\"c\":{\"b\":2}"]))),
        new("issuer", Fate.Either, (random, draft) => draft.Set("iss", random.Pick(Issuers))),
        new("audience", Fate.Either, (random, draft) => draft.Set("aud", JsonNode.Parse(random.Pick(Audiences)))),
        new("exp", Fate.Either, (random, draft) => draft.Set("exp", Time(random, now))),
        new("nbf", Fate.Either, (random, draft) => draft.Set("nbf", Time(random, now))),
        new("iat", Fate.Either, (random, draft) => draft.Set("iat", Time(random, now))),
        new("times within the tolerance", Fate.Either, (random, draft) => WithinTolerance(draft, random, now)),
        new("a mark of another kind", Fate.Either, (random, draft) => draft.Set(random.Pick(Marks), random.Json())),
        new("typ in the claims", Fate.Either, (random, draft) => draft.Set("typ", random.Pick(["Bearer", "ID", "Refresh", "Offline", "Logout", "bearer", "JWT", ""]))),
        new("token_use", Fate.Either, (random, draft) => draft.Set("token_use", random.Pick(["access", "id", "refresh", ""]))),
        new("more claims", Fate.Either, (random, draft) => Enumerable.Range(0, random.Next(1, 40)).Aggregate(draft, (more, n) => more.Set($"claim-{n}", random.Json()))),
        new("deep claims", Fate.Either, (random, draft) => draft.Append($"\"deep\":{Nested(random.Next(1, 80))}")),
        new("a byte of the claims", Fate.Either, (random, draft) => draft with { Payload = random.Flip(draft.Payload) }),
        new("bytes around the claims", Fate.Either, (random, draft) => draft with { Payload = Wrap(draft.Payload, random.Next(6)) }),
    ];

    /// <summary>Around every limit, and in every way a number can be written.</summary>
    private static JsonNode? Time(Random random, long now)
    {
        var seconds = (now + random.Pick(Offsets)).ToString(CultureInfo.InvariantCulture);
        return JsonNode.Parse(random.Next(10) switch
        {
            0 => $"\"{seconds}\"",
            1 => seconds + ".0",
            2 => seconds + ".5",
            3 => seconds + "e0",
            4 => seconds + "000",
            _ => seconds,
        });
    }

    private static TokenDraft WithinTolerance(TokenDraft draft, Random random, long now)
    {
        return draft.Set("nbf", now + random.Next(-40, 40)).Set("exp", now + random.Next(-40, 40)).Set("iat", now + random.Next(-60, 40));
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static byte[] Wrap(byte[] json, int way) => way switch
    {
        0 => [.. "\u00ef\u00bb\u00bf"u8, .. json],
        1 => [0xEF, 0xBB, 0xBF, .. json],
        2 => [.. json, .. "x"u8],
        3 => [.. json, 0],
        4 => [.. json, .. json],
        _ => [.. " \r\n\t"u8, .. json, .. "\n"u8],
    };
}
