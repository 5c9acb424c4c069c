using System.Security.Cryptography;
using System.Text;
using OpenIddict.Abstractions;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace FederatedGateway.Playground.Issuer;

/// <summary>Rejects a token request whose client is unknown or whose secret is wrong, without telling which.</summary>
internal sealed class ClientAuthentication(IssuerClients clients) : OpenIddict.Server.IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        var client = clients.Find(context.ClientId);
        var expected = Encoding.UTF8.GetBytes(client?.Secret ?? "");
        var presented = Encoding.UTF8.GetBytes(context.ClientSecret ?? "");
        if (client is null || !CryptographicOperations.FixedTimeEquals(expected, presented))
            context.Reject(OpenIddictConstants.Errors.InvalidClient, "Invalid client or invalid client credentials.");
        return default;
    }
}
