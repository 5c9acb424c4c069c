using System.Security.Cryptography;

namespace FederatedGateway.Playground.Issuer;

/// <summary>
/// A client registered at the playground issuer: its generated secret, the audience of its tokens and whether these are
/// expired at birth.
/// </summary>
internal sealed record IssuerClient(string Id, string Audience, bool TokensAreExpired = false)
{
    public string Secret { get; } = RandomNumberGenerator.GetHexString(40, lowercase: true);

    /// <summary>Keeps the secret out of logs and messages.</summary>
    public override string ToString() => Id;
}
