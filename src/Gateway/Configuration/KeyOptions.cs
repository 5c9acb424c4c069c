namespace FederatedGateway.Configuration;

/// <summary>Where the issuer's keys come from and how long they serve. At most one of the three places is set; with none, discovery is at the issuer.</summary>
internal sealed record KeyOptions
{
    public Uri? DiscoveryUrl { get; init; }

    public Uri? JwksUrl { get; init; }

    public string? JwksFile { get; init; }

    public string? CaFile { get; init; }

    /// <summary>Plain http to a host that is not loopback was allowed in so many words.</summary>
    public bool AllowInsecure { get; init; }

    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan MaxStale { get; init; } = TimeSpan.FromHours(24);
}
