namespace FederatedGateway.Admission;

/// <summary>Who the issuer says is calling. Made only from a token that passed every check; immutable, so it can be remembered.</summary>
internal sealed record Caller(string Issuer, string? Subject, string? Client, AudienceMatch MatchedBy, DateTimeOffset Expires);
