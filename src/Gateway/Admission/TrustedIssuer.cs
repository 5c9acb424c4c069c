using FederatedGateway.Configuration;

namespace FederatedGateway.Admission;

/// <summary>One issuer the gateway trusts: the rules for its tokens and the keys that sign them. Neither ever counts for another issuer's.</summary>
internal sealed record TrustedIssuer(IssuerOptions Options, IssuerKeys Keys);
