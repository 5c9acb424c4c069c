namespace FederatedGateway.Playground.Issuer;

/// <summary>A provider that follows RFC 9068 to the letter: <c>typ</c> is <c>at+jwt</c> and the subject is the client.</summary>
internal sealed class Rfc9068Shape : ClaimShape
{
    public override string Name => "rfc9068";

    public override string IssuerPath => "/oauth2/default";

    public override string TokenPath => "/oauth2/default/token";

    public override string KeysPath => "/oauth2/default/keys";

    public override string HeaderType => "at+jwt";

    public override string GatewayAudience(string clientId) => $"https://{clientId}";

    public override Dictionary<string, object> Claims(IssuerClient client, string? scope)
    {
        var claims = new Dictionary<string, object>
        {
            ["sub"] = client.Id,
            ["aud"] = client.Audience,
            ["client_id"] = client.Id,
            ["jti"] = Guid.NewGuid().ToString(),
        };
        if (scope is not null) claims["scope"] = scope;
        return claims;
    }
}
