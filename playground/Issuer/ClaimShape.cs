namespace FederatedGateway.Playground.Issuer;

/// <summary>How one family of identity providers names its endpoints and fills its access tokens.</summary>
internal abstract class ClaimShape
{
    public static IReadOnlyList<ClaimShape> All { get; } = [new KeycloakShape(), new Auth0Shape(), new Rfc9068Shape()];

    /// <summary>The value of the <c>--claims</c> option.</summary>
    public abstract string Name { get; }

    /// <summary>What follows the authority in the issuer; its trailing slash, or the lack of one, is significant.</summary>
    public abstract string IssuerPath { get; }

    public abstract string TokenPath { get; }

    public abstract string KeysPath { get; }

    /// <summary>The <c>typ</c> header parameter of the tokens.</summary>
    public abstract string HeaderType { get; }

    /// <summary>The audience the gateway is told to expect for this client's tokens.</summary>
    public abstract string GatewayAudience(string clientId);

    /// <summary>The payload, but for <c>iss</c>, <c>iat</c> and <c>exp</c>, which every provider fills alike.</summary>
    public abstract Dictionary<string, object> Claims(IssuerClient client, string? scope);
}
