namespace FederatedGateway.Configuration;

/// <summary>Whom the gateway trusts and how far: one issuer, its keys, and the rules its tokens must meet.</summary>
internal sealed record IssuerOptions
{
    /// <summary>Compared with <c>iss</c> ordinally and never used to build anything but the discovery address.</summary>
    public required string Issuer { get; init; }

    public required IReadOnlyList<string> Audiences { get; init; }

    public AudienceMode AudienceMode { get; init; } = AudienceMode.Compat;

    public TokenKind TokenKind { get; init; } = TokenKind.Access;

    public required IReadOnlyList<string> Algorithms { get; init; }

    public IReadOnlyList<string> AllowedClients { get; init; } = [];

    public IReadOnlyList<string> AllowedSubjects { get; init; } = [];

    public IReadOnlyList<string> RequiredScopes { get; init; } = [];

    public IReadOnlyList<RequiredClaim> RequiredClaims { get; init; } = [];

    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest <c>exp - iat</c> accepted; zero accepts any.</summary>
    public TimeSpan MaxTokenLifetime { get; init; } = TimeSpan.FromHours(24);

    public required KeyOptions Keys { get; init; }

    /// <summary>Whether some rule says who may call, beside "whoever got a token for this audience".</summary>
    public bool Narrows => AllowedClients.Count + AllowedSubjects.Count > 0 || RequiredClaims.Any(claim => claim.TellsCallersApart);
}

/// <summary>How a token shows that it is meant for this gateway.</summary>
internal enum AudienceMode
{
    /// <summary><c>aud</c>, or the narrow match by client that the documented Keycloak flow needs.</summary>
    Compat,

    /// <summary><c>aud</c> only.</summary>
    Strict,
}

/// <summary>Which kind of token is accepted.</summary>
internal enum TokenKind
{
    Access,
    Id,
    Any,
}
