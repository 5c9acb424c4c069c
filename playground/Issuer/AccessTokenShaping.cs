using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace FederatedGateway.Playground.Issuer;

/// <summary>
/// Replaces the claims and the <c>typ</c> header of an access token by those of the chosen shape, just before OpenIddict
/// signs it. Issuer, times and key stay OpenIddict's.
/// </summary>
internal sealed class AccessTokenShaping(IssuerClients clients, ClaimShape shape) : IOpenIddictServerHandler<GenerateTokenContext>
{
    private static readonly TimeSpan Past = TimeSpan.FromMinutes(30);

    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (context.TokenType is not OpenIddictConstants.TokenTypeIdentifiers.AccessToken) return default;

        var client = clients.Find(context.ClientId)
            ?? throw new InvalidOperationException("A token is generated for an authenticated client only.");
        var scopes = context.Principal.GetScopes();
        var token = context.SecurityTokenDescriptor;
        token.Subject = null;
        token.Claims = shape.Claims(client, scopes.IsEmpty ? null : string.Join(' ', scopes));
        token.TokenType = shape.HeaderType;
        if (client.TokensAreExpired)
        {
            token.IssuedAt -= Past;
            token.Expires -= Past;
        }

        return default;
    }
}
