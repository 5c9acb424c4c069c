namespace FederatedGateway.Admission;

/// <summary>How one reason is answered. <see cref="Error"/> is the RFC 6750 §3.1 code of the challenge; empty for a bare challenge, null for none.</summary>
internal sealed record DenialAnswer(int Status, string Code, string Sentence, string? Error = null, int RetryAfterSeconds = 0)
{
    /// <summary>Whose fault it is: the caller's is information, ours or OpenFaaS's a warning.</summary>
    public LogLevel Level => Status >= 500 ? LogLevel.Warning : LogLevel.Information;
}

/// <summary>
/// The one table from reason to answer. The sentences are constant: nothing a caller sent, and nothing the configuration holds, is
/// ever repeated to him.
/// </summary>
internal static class Denials
{
    private const string InvalidRequest = "invalid_request";
    private const string InvalidToken = "invalid_token";
    private const string InsufficientScope = "insufficient_scope";
    private const string Bare = "";

    public static DenialAnswer Answer(DenialReason reason) => reason switch
    {
        DenialReason.TargetInvalid => new(400, "target_invalid", "The request target is not in normal form."),
        DenialReason.NotExposed => new(404, "not_exposed", "The gateway does not expose this path."),
        DenialReason.MethodRefused => new(405, "method_refused", "The method is not accepted on this path."),
        DenialReason.UpgradeRefused => new(400, "upgrade_refused", "The connection cannot be upgraded on this path."),
        DenialReason.FramingAmbiguous => new(400, "framing_ambiguous", "Transfer-Encoding must not stand beside Content-Length, or on HTTP/2."),
        DenialReason.RequestInvalid => new(400, "request_invalid", "The request body is not valid HTTP."),

        DenialReason.TokenMissing => new(401, "token_missing", "Send an access token in the Authorization header, as Bearer.", Bare),
        DenialReason.TokenAmbiguous => new(400, "token_ambiguous", "Send exactly one credential, in the Authorization header.", InvalidRequest),
        DenialReason.SchemeUnsupported => new(401, "scheme_unsupported", "Only the Bearer scheme is accepted.", Bare),

        DenialReason.TokenMalformed => Token("token_malformed", "The token is not a well-formed signed JWT."),
        DenialReason.TokenOpaque => Token("token_malformed", "The token is opaque; configure the issuer to give JWT access tokens."),
        DenialReason.TokenEncrypted => Token("token_malformed", "The token is encrypted; configure the issuer to sign access tokens and not encrypt them."),
        DenialReason.HeaderRefused => Token("header_refused", "The token's header holds a member that is not accepted."),
        DenialReason.TypeRefused => Token("type_refused", "The token is of another kind than the gateway accepts."),
        DenialReason.AlgorithmRefused => Token("algorithm_refused", "The token's algorithm is not accepted, or not for that key."),
        DenialReason.KeyUnknown => Token("key_unknown", "The issuer publishes no such key."),
        DenialReason.KeyAmbiguous => Token("key_ambiguous", "The token names no key, and more than one would fit."),
        DenialReason.SignatureInvalid => Token("signature_invalid", "The token's signature is not the issuer's."),
        DenialReason.IssuerMismatch => Token("issuer_mismatch", "The token comes from another issuer than the gateway trusts."),
        DenialReason.AudienceMismatch => Token("audience_mismatch", "The token is not meant for this gateway."),
        DenialReason.TokenExpired => Token("token_expired", "The token has expired."),
        DenialReason.TokenNotYetValid => Token("token_not_yet_valid", "The token is not valid yet; compare the clocks."),
        DenialReason.LifetimeTooLong => Token("lifetime_too_long", "The token lives longer than the gateway accepts."),
        DenialReason.ClaimsIncomplete => Token("claims_incomplete", "The token lacks a claim that its type requires."),
        DenialReason.SenderConstrained => Token("sender_constrained", "The token is bound to a key of its sender, which the gateway cannot check."),

        DenialReason.InvokeDisabled => Forbidden("invoke_disabled", "Invoking functions is not enabled on this gateway."),
        DenialReason.CallbackRefused => Forbidden("callback_refused", "The callback URL names a host that is not allowed."),
        DenialReason.ClientNotAllowed => Forbidden("client_not_allowed", "The token's client is not allowed."),
        DenialReason.SubjectNotAllowed => Forbidden("subject_not_allowed", "The token's subject is not allowed."),
        DenialReason.ScopeMissing => Forbidden("scope_missing", "The token lacks a required scope."),
        DenialReason.ClaimMissing => Forbidden("claim_missing", "The token lacks a required claim."),
        DenialReason.DelegationRefused => Forbidden("delegation_refused", "Delegated tokens are not accepted."),

        DenialReason.Paused => new(503, "paused", "Federation is paused by the owner of the cluster.", RetryAfterSeconds: 60),
        DenialReason.KeysUnavailable => new(503, "keys_unavailable", "The issuer's keys are not available, so no token can be checked.", RetryAfterSeconds: 5),
        DenialReason.CredentialUnavailable => new(503, "credential_unavailable", "The gateway has no credential for OpenFaaS.", RetryAfterSeconds: 5),

        DenialReason.UpstreamCredentialRejected => new(502, "upstream_credential_rejected", "OpenFaaS refuses the gateway's credential."),
        DenialReason.UpstreamRedirect => new(502, "upstream_redirect", "OpenFaaS answered with a redirect, which is never followed."),
        DenialReason.UpstreamUnreachable => new(502, "upstream_unreachable", "OpenFaaS cannot be reached or gave no answer."),
        DenialReason.UpstreamTimeout => new(504, "upstream_timeout", "OpenFaaS did not answer in time."),
        DenialReason.UpstreamAborted => new(502, "upstream_aborted", "OpenFaaS broke off its answer."),
        DenialReason.UpstreamInvalid => new(502, "upstream_invalid", "OpenFaaS gave an answer that cannot be passed on."),
        DenialReason.RequestAborted => new(499, "request_aborted", "The client went away."),

        // A reason without a row is a fault of ours; the answer still lets nothing through.
        _ => new(500, "internal_error", "The gateway refused the request because of a fault of its own."),
    };

    private static DenialAnswer Token(string code, string sentence) => new(401, code, sentence, InvalidToken);

    private static DenialAnswer Forbidden(string code, string sentence) => new(403, code, sentence, InsufficientScope);
}
