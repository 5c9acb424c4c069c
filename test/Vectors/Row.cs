using System.Text.Json.Nodes;
using FederatedGateway.Testing;

namespace FederatedGateway.Vectors;

/// <summary>The words in which the tables are written.</summary>
public static class Row
{
    /// <summary>200, one request with the cluster's credential, and the issuer was not asked.</summary>
    public static Outcome Accepted => Outcome.Passed(Upstream.Basic);

    /// <summary>200, one request without credential.</summary>
    public static Outcome Invoked => Outcome.Passed(Upstream.Bare);

    public static Outcome Refused(string reason) => Outcome.Refused(401, reason);

    /// <summary>A signature that fails may mean a new key under an old name: the issuer may be asked once, within the budget.</summary>
    public static Outcome RefusedAsForged(string reason = "signature_invalid") => Refused(reason).AskingForKeysAtMost(1);

    /// <summary>The one refresh that an unknown key is worth.</summary>
    public static Outcome RefusedAsUnknown => Refused("key_unknown").AskingForKeys(1);

    public static Outcome Forbidden(string reason) => Outcome.Refused(403, reason);

    public static Vector Of(string id, string says, Outcome expected, Func<TokenForge, Token> token) => new(id, says, expected, Trial.Of(says, token));

    public static Vector OfText(string id, string says, Outcome expected, Func<TokenForge, string> token) => new(id, says, expected, Trial.Of(says, token));

    public static Vector Of(string id, string says, Outcome expected, params Trial[] trials) => new(id, says, expected, trials);

    /// <summary>One token for each of the values.</summary>
    public static Trial[] Each<T>(IEnumerable<T> values, Func<TokenForge, T, Token> token) => [.. values.Select(v => Trial.Of(Name(v), f => token(f, v)))];

    /// <summary>One token for each JSON value of a claim.</summary>
    public static Trial[] EachClaim(string claim, params string[] json) => Each(json, (f, value) => f.Keycloak().Set(claim, JsonNode.Parse(value)));

    /// <summary>One token for each JSON value of a header member.</summary>
    public static Trial[] EachHeader(string member, params string[] json) => Each(json, (f, value) => f.Keycloak().SetHeader(member, JsonNode.Parse(value)).SignedAs("RS256"));

    private static string Name<T>(T value) => value is string { Length: > 60 } text ? $"{text[..57]}..." : $"{value}";
}
