using FederatedGateway.Configuration;

namespace FederatedGateway.Admission;

/// <summary>
/// Which kind of token this is. An ID token addressed to the client looks much like an access token, so its marks are refused;
/// <c>at_hash</c>, <c>auth_time</c>, <c>sid</c> and <c>acr</c> are no marks, since Dex, authentik and Keycloak put them into access tokens.
/// </summary>
internal static class KindRules
{
    private static readonly string[] AccessTokenClaims = ["iss", "exp", "aud", "sub", "client_id", "iat", "jti"];

    public static DenialReason Check(TokenHeader header, TokenClaims claims, IssuerOptions options)
    {
        // Sender-constrained (RFC 9449 §7.2, RFC 8705 §3): taking it as a bearer token would undo the constraint.
        if (claims.Has("cnf"))
            return DenialReason.SenderConstrained;

        if (!claims.TryString("typ", out var type) || !claims.TryString("token_use", out var use) || claims.Has("events"))
            return DenialReason.TypeRefused;
        if (type is "Refresh" or "Offline" or "Logout")
            return DenialReason.TypeRefused;

        var marksId = type == "ID" || use == "id" || claims.Has("nonce");
        var marksAccess = header.IsAccessTokenTyped || type == "Bearer" || use == "access";
        if ((marksId && options.TokenKind == TokenKind.Access) || (marksAccess && options.TokenKind == TokenKind.Id))
            return DenialReason.TypeRefused;

        var incomplete = header.IsAccessTokenTyped && options.AudienceMode == AudienceMode.Strict
            && !Array.TrueForAll(AccessTokenClaims, claims.Has);
        return incomplete ? DenialReason.ClaimsIncomplete : DenialReason.None;
    }
}
