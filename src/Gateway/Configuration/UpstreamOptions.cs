namespace FederatedGateway.Configuration;

/// <summary>The OpenFaaS gateway behind us and the credential for it.</summary>
internal sealed record UpstreamOptions
{
    /// <summary>Without a trailing slash, so that a request target can be appended as it is.</summary>
    public required string GatewayUrl { get; init; }

    public string? CaFile { get; init; }

    /// <summary>Longest wait for the response headers once the request has been sent; zero leaves it to OpenFaaS.</summary>
    public TimeSpan Timeout { get; init; }

    public required string SecretMountPath { get; init; }
}
