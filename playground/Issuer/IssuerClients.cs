namespace FederatedGateway.Playground.Issuer;

/// <summary>The clients of the playground issuer: one good, and one for each token the gateway must refuse.</summary>
internal sealed class IssuerClients(ClaimShape shape)
{
    public const string GatewayId = "fed-gw.example.com";

    public IssuerClient Good { get; } = new(GatewayId, shape.GatewayAudience(GatewayId));

    /// <summary>Its tokens expired before they were issued.</summary>
    public IssuerClient Expired { get; } = new("expired.example.com", shape.GatewayAudience(GatewayId), TokensAreExpired: true);

    /// <summary>Its tokens are meant for another service.</summary>
    public IssuerClient Foreign { get; } = new("billing.example.com", "https://billing.example.com");

    public IssuerClient? Find(string? id) => new[] { Good, Expired, Foreign }.FirstOrDefault(client => client.Id == id);
}
