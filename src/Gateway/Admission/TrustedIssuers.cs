using System.Collections.Frozen;
using FederatedGateway.Observability;

namespace FederatedGateway.Admission;

/// <summary>Every issuer the gateway trusts, by the exact name that stands in <c>iss</c>. What is not in here is nobody's issuer.</summary>
internal sealed class TrustedIssuers
{
    private readonly FrozenDictionary<string, TrustedIssuer> _byName;

    public TrustedIssuers(IEnumerable<TrustedIssuer> issuers, GatewayMetrics metrics)
    {
        All = [.. issuers];
        // RFC 7519 §7.3: compared without transformation.
        _byName = All.ToFrozenDictionary(issuer => issuer.Options.Issuer, StringComparer.Ordinal);
        // A header is looked at before its issuer is known; what no issuer accepts is refused there.
        Algorithms = [.. All.SelectMany(issuer => issuer.Options.Algorithms).Distinct(StringComparer.Ordinal)];
        metrics.ObserveKeys(this);
    }

    public IReadOnlyList<TrustedIssuer> All { get; }

    /// <summary>The signature algorithms that at least one issuer may use.</summary>
    public IReadOnlyList<string> Algorithms { get; }

    public TrustedIssuer? Find(string? name) => name is null ? null : _byName.GetValueOrDefault(name);
}
