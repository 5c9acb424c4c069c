using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace FederatedGateway.Playground.Issuer;

/// <summary>
/// Drops the <c>audience</c> parameter that clients of Auth0 send and OpenIddict keeps for token exchange; here the client alone
/// decides the audience.
/// </summary>
internal sealed class AudienceParameter : IOpenIddictServerHandler<ExtractTokenRequestContext>
{
    public ValueTask HandleAsync(ExtractTokenRequestContext context)
    {
        context.Request?.RemoveParameter(OpenIddictConstants.Parameters.Audience);
        return default;
    }
}
