using FederatedGateway.Configuration;

namespace FederatedGateway.Admission;

/// <summary>When a token is good: <c>exp</c>, <c>nbf</c>, <c>iat</c> (RFC 7519 §4.1.4-6) and the longest life accepted.</summary>
internal static class TimeRules
{
    public static DenialReason Check(TokenClaims claims, IssuerOptions options, DateTimeOffset now, out DateTimeOffset expires)
    {
        expires = default;
        if (!claims.TryTime("exp", out var exp) || !claims.TryTime("nbf", out var nbf) || !claims.TryTime("iat", out var iat) || exp is null)
            return DenialReason.TokenMalformed;

        var seconds = now.ToUnixTimeMilliseconds() / 1000.0;
        var skew = options.ClockSkew.TotalSeconds;
        if (seconds >= exp + skew)
            return DenialReason.TokenExpired;
        // Milliseconds instead of seconds land far behind the year 9999.
        if (exp > TokenClaims.MaxSeconds)
            return DenialReason.LifetimeTooLong;
        if (seconds < nbf - skew || seconds < iat - skew)
            return DenialReason.TokenNotYetValid;
        if (exp < iat || exp < nbf)
            return DenialReason.TokenMalformed;
        if (options.MaxTokenLifetime > TimeSpan.Zero && exp - (iat ?? seconds) > options.MaxTokenLifetime.TotalSeconds)
            return DenialReason.LifetimeTooLong;

        expires = DateTimeOffset.FromUnixTimeMilliseconds((long)(exp.Value * 1000));
        return DenialReason.None;
    }
}
