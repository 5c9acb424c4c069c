namespace FederatedGateway.Playground.Issuer;

/// <summary>
/// Keycloak as the documented flow meets it: the audience is <c>account</c>, the client is in <c>azp</c> and <c>client_id</c>,
/// and the gateway's audience is the client id.
/// </summary>
internal sealed class KeycloakShape : ClaimShape
{
    public override string Name => "keycloak";

    public override string IssuerPath => "/realms/openfaas";

    public override string TokenPath => "/realms/openfaas/protocol/openid-connect/token";

    public override string KeysPath => "/realms/openfaas/protocol/openid-connect/certs";

    public override string HeaderType => "JWT";

    public override string GatewayAudience(string clientId) => clientId;

    public override Dictionary<string, object> Claims(IssuerClient client, string? scope) => new()
    {
        ["jti"] = $"trrtcc:{Guid.NewGuid()}",
        // A new client of Keycloak is never its own audience; only a mapper adds a foreign one.
        ["aud"] = client.Audience == GatewayAudience(client.Id) ? "account" : client.Audience,
        ["sub"] = new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(client.Id))[..16]).ToString(),
        ["typ"] = "Bearer",
        ["azp"] = client.Id,
        ["acr"] = "1",
        ["scope"] = "email profile",
        ["email_verified"] = false,
        ["preferred_username"] = $"service-account-{client.Id}",
        ["client_id"] = client.Id,
    };
}
