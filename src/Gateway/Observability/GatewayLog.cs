namespace FederatedGateway.Observability;

/// <summary>Every event the gateway logs, with a stable id. None takes a token, a password or a header of the caller.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(1, LogLevel.Information, "federated-gateway {Version} listening on {PublicAddress}, health on {HealthAddress}; issuer {Issuer}, audience {Audience}, OpenFaaS at {GatewayUrl}, invoke {Invoke}")]
    public static partial void Started(this ILogger log, string version, string publicAddress, string healthAddress, string issuer, string audience, string gatewayUrl, string invoke);

    [LoggerMessage(2, LogLevel.Warning, "{Warning}")]
    public static partial void ConfigurationWarning(this ILogger log, string warning);

    [LoggerMessage(3, LogLevel.Information, "shutting down: not ready now, serving for {Delay} more, then draining for at most {Timeout}")]
    public static partial void DrainBegan(this ILogger log, string delay, string timeout);

    [LoggerMessage(4, LogLevel.Information, "stopped")]
    public static partial void Stopped(this ILogger log);

    [LoggerMessage(10, LogLevel.Information, "{Count} keys of {Issuer} loaded, generation {Generation}")]
    public static partial void KeysLoaded(this ILogger log, string issuer, int count, long generation);

    [LoggerMessage(11, LogLevel.Warning, "the keys of {Issuer} cannot be renewed: {Cause}. Keys in use: {InUse}. The gateway keeps trying")]
    public static partial void KeysNotLoaded(this ILogger log, string issuer, string cause, string inUse);

    [LoggerMessage(12, LogLevel.Information, "{Source}: left out {Reason}")]
    public static partial void KeyLeftOut(this ILogger log, string source, string reason);

    [LoggerMessage(13, LogLevel.Warning, "a token was matched by its client {Client}, not by its audience; add an audience mapper at the issuer and set audience_mode=strict")]
    public static partial void MatchedByClient(this ILogger log, string client);

    [LoggerMessage(14, LogLevel.Error, "{Source} publishes the private part of key {Key}: anybody can sign tokens with it. Have the issuer withdraw the key")]
    public static partial void PrivateKeyPublished(this ILogger log, string source, string key);

    [LoggerMessage(20, LogLevel.Information, "credential for OpenFaaS read from {Folder}, generation {Generation}")]
    public static partial void CredentialRead(this ILogger log, string folder, int generation);

    [LoggerMessage(21, LogLevel.Error, "no credential for OpenFaaS: {Cause}. /system is answered 503 credential_unavailable until then")]
    public static partial void CredentialUnavailable(this ILogger log, string cause);

    [LoggerMessage(22, LogLevel.Information, "OpenFaaS accepts the credential of generation {Generation}")]
    public static partial void CredentialAccepted(this ILogger log, int generation);

    [LoggerMessage(23, LogLevel.Information, "TLS certificate {File} in use, expires {Expires:u}")]
    public static partial void CertificateLoaded(this ILogger log, string file, DateTimeOffset expires);

    [LoggerMessage(24, LogLevel.Warning, "{CertFile} with {KeyFile} cannot be served: {Cause}. The certificate in use stays; put a PEM certificate, its chain below it, and its unencrypted key there")]
    public static partial void CertificateNotRenewed(this ILogger log, string certFile, string keyFile, string cause);

    [LoggerMessage(30, LogLevel.Debug, "{Method} {Route} {Status} issuer={Issuer} client={Client} subject={Subject} token={Token} peer={Peer} origin={Origin} call_id={CallId}")]
    public static partial void Forwarded(this ILogger log, string method, string route, int status, string? issuer, string? client, string? subject, string? token, string? peer, string? origin, string callId);

    [LoggerMessage(EventId = 31, Message = "refused {Reason} {Status} {Method} {Target} issuer={Issuer} client={Client} subject={Subject} token={Token} peer={Peer} origin={Origin} call_id={CallId}")]
    public static partial void Refused(this ILogger log, LogLevel level, string reason, int status, string method, string target, string? issuer, string? client, string? subject, string? token, string? peer, string? origin, string callId);
}
