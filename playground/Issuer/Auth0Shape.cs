namespace FederatedGateway.Playground.Issuer;

/// <summary>Auth0: the issuer ends in a slash, the audience is the API identifier and the subject carries a suffix.</summary>
internal sealed class Auth0Shape : ClaimShape
{
    public override string Name => "auth0";

    public override string IssuerPath => "/";

    public override string TokenPath => "/oauth/token";

    public override string KeysPath => "/.well-known/jwks.json";

    public override string HeaderType => "JWT";

    public override string GatewayAudience(string clientId) => $"https://{clientId}";

    public override Dictionary<string, object> Claims(IssuerClient client, string? scope)
    {
        var claims = new Dictionary<string, object>
        {
            ["sub"] = $"{client.Id}@clients",
            ["aud"] = client.Audience,
            ["gty"] = "client-credentials",
            ["azp"] = client.Id,
        };
        if (scope is not null) claims["scope"] = scope;
        return claims;
    }
}
