
namespace FederatedGateway.Admission;

/// <summary>
/// A credential that was present, not yet believed. Exactly one is accepted, from the <c>Authorization</c> header alone
/// (RFC 6750 §2.1); its text leaves this type only towards the validator.
/// </summary>
internal sealed class BearerToken
{
    /// <summary>The longest token looked at, in characters.</summary>
    public const int MaxLength = 16 * 1024;

    private const string Scheme = "Bearer";

    private BearerToken(string compact)
    {
        Compact = compact;
        Hash = TokenHash.Of(compact);
    }

    public string Compact { get; }

    public TokenHash Hash { get; }

    /// <summary>The only form in which a token may be logged.</summary>
    public string Fingerprint => Hash.Fingerprint;

    public override string ToString() => $"{Scheme} {Fingerprint}";

    public static bool TryRead(HttpRequest request, out BearerToken? token, out DenialReason refusal)
    {
        token = null;
        var values = request.Headers.Authorization;
        if (AccessTokenParameter.IsPresent(request.QueryString.Value) || values.Count > 1)
            return Refuse(DenialReason.TokenAmbiguous, out refusal);
        if (values.Count == 0 || values[0] is not { Length: > 0 } value)
            return Refuse(DenialReason.TokenMissing, out refusal);

        // credentials = auth-scheme 1*SP token68 (RFC 9110 §11.4); the scheme is case-insensitive.
        var blank = value.IndexOf(' ');
        var scheme = blank < 0 ? value.AsSpan() : value.AsSpan(0, blank);
        if (!scheme.Equals(Scheme, StringComparison.OrdinalIgnoreCase))
            return Refuse(value.Contains(',') ? DenialReason.TokenAmbiguous : DenialReason.SchemeUnsupported, out refusal);

        var compact = blank < 0 ? "" : value[blank..].TrimStart(' ');
        // A comma cannot stand in a token68: two credentials were folded into one header.
        if (compact.Contains(','))
            return Refuse(DenialReason.TokenAmbiguous, out refusal);
        if (compact.Length is 0 or > MaxLength)
            return Refuse(DenialReason.TokenMalformed, out refusal);

        token = new BearerToken(compact);
        refusal = DenialReason.None;
        return true;
    }

    private static bool Refuse(DenialReason reason, out DenialReason refusal)
    {
        refusal = reason;
        return false;
    }
}
