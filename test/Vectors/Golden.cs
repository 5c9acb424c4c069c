using FederatedGateway.Testing;

namespace FederatedGateway.Vectors;

/// <summary>
/// One issuer's token for client credentials in the shape its documentation or a captured token shows, signed with a key of ours. In the
/// texts <c>{iss}</c>, <c>{aud}</c>, <c>{iat}</c> and <c>{exp}</c> stand for what changes from run to run.
/// </summary>
/// <param name="Name">Issuer and version.</param>
/// <param name="Issuer">The <c>iss</c> it really writes.</param>
/// <param name="Header">The JOSE header, blanks and order kept.</param>
/// <param name="Payload">The claims, order kept.</param>
public sealed record Golden(string Name, string Issuer, string Header, string Payload)
{
    public string Audience { get; init; } = WorldPlan.Audience;

    /// <summary>Seconds between <c>iat</c> and <c>exp</c>.</summary>
    public int Life { get; init; } = 3600;

    public SigningKey Key { get; init; } = CatalogueKeys.Signing;

    /// <summary>What an operator has to set beside issuer and audience.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    public Outcome Compat { get; init; } = Row.Accepted;

    public Outcome Strict { get; init; } = Row.Accepted;

    public string? Note { get; init; }

    public Token Token() => Testing.Token.OfText(Key, Header, Payload.ReplaceLineEndings("")
        .Replace("{iss}", Issuer, StringComparison.Ordinal)
        .Replace("{aud}", Audience, StringComparison.Ordinal)
        .Replace("{iat}", $"{TokenForge.Now}", StringComparison.Ordinal)
        .Replace("{exp}", $"{TokenForge.Now + Life}", StringComparison.Ordinal));

    public Scene Scene(string mode) => new($"{Name}, {mode}", plan =>
    {
        plan.Set("issuer", Issuer).Set("audience", Audience).AudienceMode(mode);
        foreach (var (name, value) in Settings) plan.Set(name, value);
        plan.WithIssuer(i =>
        {
            // Entra ID's and SPIRE's keys name no algorithm, so no key here does.
            i.Keys.Answer(200, CatalogueKeys.Set(CatalogueKeys.Jwk(Key, ("kid", KeyId), ("alg", null))));
            plan.Set("jwks_url", i.Issuer + "/keys");
        });
    }, isShared: false);

    private string KeyId => System.Text.Json.Nodes.JsonNode.Parse(Header)!["kid"]!.GetValue<string>();
}
