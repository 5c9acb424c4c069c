namespace FederatedGateway.Admission;

/// <summary>
/// Every way the gateway refuses, and the only vocabulary in which it says so. What each becomes on the wire stands in
/// <see cref="Denials"/>; a value without a row there does not compile into an answer.
/// </summary>
internal enum DenialReason
{
    None,

    // Target
    TargetInvalid,
    NotExposed,
    MethodRefused,
    UpgradeRefused,
    FramingAmbiguous,

    // Credential
    TokenMissing,
    TokenAmbiguous,
    SchemeUnsupported,

    // Token
    TokenMalformed,
    TokenOpaque,
    TokenEncrypted,
    HeaderRefused,
    TypeRefused,
    AlgorithmRefused,
    KeyUnknown,
    KeyAmbiguous,
    SignatureInvalid,
    IssuerMismatch,
    AudienceMismatch,
    TokenExpired,
    TokenNotYetValid,
    LifetimeTooLong,
    ClaimsIncomplete,
    SenderConstrained,

    // Permission
    InvokeDisabled,
    CallbackRefused,
    ClientNotAllowed,
    SubjectNotAllowed,
    ScopeMissing,
    ClaimMissing,
    DelegationRefused,

    // Availability
    Paused,
    KeysUnavailable,
    CredentialUnavailable,

    // Upstream
    UpstreamCredentialRejected,
    UpstreamRedirect,
    UpstreamUnreachable,
    UpstreamTimeout,
    UpstreamAborted,
    UpstreamInvalid,
    RequestAborted,
    RequestInvalid,
}
