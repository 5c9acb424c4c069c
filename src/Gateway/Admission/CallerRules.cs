using System.Text.Json;
using FederatedGateway.Configuration;

namespace FederatedGateway.Admission;

/// <summary>
/// Narrower trust: of all the good tokens of the issuer, those of certain clients, subjects, scopes or claims. Asked only of a token
/// whose signature is good; a failure is 403, for the token itself is not at fault.
/// </summary>
internal static class CallerRules
{
    public static DenialReason Check(TokenClaims claims, IssuerOptions options)
    {
        // A delegated token (RFC 8693 §4.1) may stand for a person; nothing here grants a person anything.
        if (claims.Has("act"))
            return DenialReason.DelegationRefused;
        if (options.AllowedClients.Count > 0 && !AllIn(AudienceRules.Clients(claims), options.AllowedClients))
            return DenialReason.ClientNotAllowed;
        if (options.AllowedSubjects.Count > 0 && !AllIn([claims.StringOrNull("sub") ?? ""], options.AllowedSubjects))
            return DenialReason.SubjectNotAllowed;
        if (options.RequiredScopes.Count > 0 && !options.RequiredScopes.All(scope => Scopes(claims).Contains(scope, StringComparer.Ordinal)))
            return DenialReason.ScopeMissing;
        return options.RequiredClaims.All(rule => Meets(claims.Root, rule)) ? DenialReason.None : DenialReason.ClaimMissing;
    }

    /// <summary>Scopes as <c>scope</c> (RFC 8693 §4.2, one string) or <c>scp</c> (Okta and Hydra an array, Entra a string).</summary>
    public static IReadOnlyList<string> Scopes(TokenClaims claims) =>
        claims.TryStrings("scope", out var scope) && claims.TryStrings("scp", out var scp)
            ? [.. scope.Concat(scp).SelectMany(value => value.Split(' ', StringSplitOptions.RemoveEmptyEntries))]
            : [];

    /// <summary>A token that names two clients, one of them not allowed, is not allowed.</summary>
    private static bool AllIn(IReadOnlyList<string> values, IReadOnlyList<string> allowed) =>
        values.Count > 0 && values.All(value => allowed.Contains(value, StringComparer.Ordinal));

    private static bool Meets(JsonElement root, RequiredClaim rule)
    {
        var element = root;
        foreach (var token in rule.Pointer.Split('/').Skip(1))
        {
            // RFC 6901 §4: ~1 before ~0, so that "~01" becomes "~1".
            var name = token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return false;
        }

        return element.ValueKind == JsonValueKind.Array
            ? element.EnumerateArray().Any(item => Matches(item, rule.Values))
            : Matches(element, rule.Values);
    }

    /// <summary>Rules are written as strings: a number or a boolean matches the string of its JSON text.</summary>
    private static bool Matches(JsonElement element, IReadOnlyList<string> values) => element.ValueKind switch
    {
        JsonValueKind.String => StrictJson.TryString(element, out var text) && values.Contains(text, StringComparer.Ordinal),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => values.Contains(element.GetRawText(), StringComparer.Ordinal),
        _ => false,
    };
}
