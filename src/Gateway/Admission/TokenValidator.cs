using FederatedGateway.Configuration;
using FederatedGateway.Observability;

namespace FederatedGateway.Admission;

/// <summary>What became of a token: the caller it speaks for, or the reason it is refused.</summary>
internal readonly record struct Verdict(Caller? Caller, DenialReason Refusal)
{
    public static Verdict Refused(DenialReason refusal) => new(null, refusal);
}

/// <summary>
/// Decides whether a token is good, cheap checks first:
/// 1 structure, 2 header, 3 issuer, 4 claims, 5 signature, 6 who may call.
/// Only a token that passed 1 to 4 may cost a signature or ask the issuer for a key.
/// </summary>
internal sealed class TokenValidator(TrustedIssuers issuers, TimeProvider time, GatewayMetrics metrics, ILogger<TokenValidator> log)
{
    private static readonly TimeSpan NoticeInterval = TimeSpan.FromHours(1);

    private readonly VerifiedTokens _verified = metrics.Observe(new VerifiedTokens());
    private long _lastNotice = long.MinValue;

    public ValueTask<Verdict> ValidateAsync(BearerToken token, CancellationToken cancellation)
    {
        var known = _verified.TryGet(token.Hash, time.GetUtcNow(), out var caller);
        metrics.TokenLookedUp(known);
        return known ? new(new Verdict(caller, DenialReason.None)) : VerifyAsync(token, cancellation);
    }

    private async ValueTask<Verdict> VerifyAsync(BearerToken token, CancellationToken cancellation)
    {
        // :: 1 Structure
        if (!CompactJws.TryParse(token.Compact, out var jws, out var refusal))
            return Verdict.Refused(refusal);

        // :: 2 Header
        if (!TokenHeader.TryRead(jws!.Header, issuers.Algorithms, out var header, out refusal))
            return Verdict.Refused(refusal);

        // :: 3 Issuer: the unverified iss only chooses among those that are trusted; one that is no string is none of them
        using var claims = TokenClaims.Parse(jws.Payload);
        if (claims is null)
            return Verdict.Refused(DenialReason.TokenMalformed);
        if (issuers.Find(claims.StringOrNull("iss")) is not { } issuer)
            return Verdict.Refused(DenialReason.IssuerMismatch);
        var options = issuer.Options;
        if (!options.Algorithms.Contains(header!.Algorithm.Name, StringComparer.Ordinal))
            return Verdict.Refused(DenialReason.AlgorithmRefused);

        // :: 4 Claims, so far as they cost nothing
        if (CheckClaims(header, claims, options, out var expires, out var matchedBy) is not DenialReason.None and var wrong)
            return Verdict.Refused(wrong);

        // :: 5 Signature
        var (unsigned, generation) = await VerifySignatureAsync(issuer.Keys, header, jws, cancellation);
        if (unsigned != DenialReason.None)
            return Verdict.Refused(unsigned);

        // :: 6 Who may call
        if (CallerRules.Check(claims, options) is not DenialReason.None and var notAllowed)
            return Verdict.Refused(notAllowed);

        var caller = new Caller(options.Issuer, claims.StringOrNull("sub"), AudienceRules.Clients(claims) is [var client, ..] ? client : null, matchedBy, expires);
        _verified.Remember(token.Hash, caller, issuer.Keys, generation);
        Notice(caller);
        return new Verdict(caller, DenialReason.None);
    }

    private DenialReason CheckClaims(TokenHeader header, TokenClaims claims, IssuerOptions options, out DateTimeOffset expires, out AudienceMatch matchedBy)
    {
        (expires, matchedBy) = (default, AudienceMatch.None);
        if (!claims.TryString("sub", out _))
            return DenialReason.TokenMalformed;
        if (TimeRules.Check(claims, options, time.GetUtcNow(), out expires) is not DenialReason.None and var untimely)
            return untimely;
        if (KindRules.Check(header, claims, options) is not DenialReason.None and var otherKind)
            return otherKind;
        matchedBy = AudienceRules.Match(claims, options, out var notForUs);
        return notForUs;
    }

    private static async ValueTask<(DenialReason Refusal, long Generation)> VerifySignatureAsync(
        IssuerKeys keys, TokenHeader header, CompactJws jws, CancellationToken cancellation)
    {
        if (keys.Current is not { } set)
            return (DenialReason.KeysUnavailable, 0);

        var refusal = Verify(set, header, jws);
        switch (refusal)
        {
            // The issuer may have changed its keys a moment ago: ask, inside this request, so that a rotation costs no caller a failure.
            case DenialReason.KeyUnknown when !await keys.RefreshAsync(set, cancellation):
                return (DenialReason.KeysUnavailable, 0);
            case DenialReason.KeyUnknown:
            // Or it put another key under the same name.
            case DenialReason.SignatureInvalid or DenialReason.AlgorithmRefused when await keys.TryRefreshAsync(set, cancellation):
                if (keys.Current is not { } renewed)
                    return (DenialReason.KeysUnavailable, 0);
                return (Verify(renewed, header, jws), renewed.Generation);
            default:
                return (refusal, set.Generation);
        }
    }

    private static DenialReason Verify(KeySet set, TokenHeader header, CompactJws jws)
    {
        var candidates = set.Candidates(header, out var refusal);
        if (refusal != DenialReason.None)
            return refusal;
        foreach (var key in candidates)
        {
            if (key.Verifies(header.Algorithm, jws.SigningInput, jws.Signature))
                return DenialReason.None;
        }

        return DenialReason.SignatureInvalid;
    }

    /// <summary>The match by client is a crutch the operator should know he leans on; once an hour is enough.</summary>
    private void Notice(Caller caller)
    {
        if (caller.MatchedBy != AudienceMatch.Client)
            return;
        metrics.MatchedByClient();
        var now = time.GetTimestamp();
        var last = Interlocked.Read(ref _lastNotice);
        if ((last == long.MinValue || time.GetElapsedTime(last, now) >= NoticeInterval) && Interlocked.CompareExchange(ref _lastNotice, now, last) == last)
            log.MatchedByClient(caller.Client ?? "");
    }
}
