using System.Security.Claims;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace FederatedGateway.Playground.Issuer;

/// <summary>Grants an authenticated client its token; the claims are shaped when the token is generated.</summary>
internal sealed class ClientSignIn : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var identity = new ClaimsIdentity(authenticationType: "client_credentials");
        identity.AddClaim(new Claim(OpenIddictConstants.Claims.Subject, context.ClientId!));
        var principal = new ClaimsPrincipal(identity);
        principal.SetScopes(context.Request.GetScopes());
        context.SignIn(principal);
        return default;
    }
}
