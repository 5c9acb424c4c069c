namespace FederatedGateway.Mutation;

/// <summary>A part of the tests: one test program, and what of it to run.</summary>
internal sealed record TestStep(string Project, TimeSpan Limit, params IReadOnlyList<string> Arguments);

/// <summary>
/// Which tests meet a mutant, in which order: the most likely and the quickest first. The one place that names test classes.
/// </summary>
internal static class TestPlan
{
    public const string Units = "Gateway.Tests";
    public const string Behaviour = "Gateway.BehaviourTests";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan WholeLimit = TimeSpan.FromMinutes(5);

    /// <summary>Together about as long as one of them: what takes long is the start of the process.</summary>
    private static readonly string[] Quick =
    [
        "AcceptedTokens", "Answers", "BearerSyntax", "Callbacks", "CredentialSwap", "Disconnects", "EdwardsCurves", "Framing", "Http2", "Invariants",
        "KeySources", "Metadata", "NarrowerTrust", "OrderOfChecks", "Paused", "RefusedTokens", "RequestHeaders", "Streaming", "StrictAudience",
        "Targets", "Upgrades",
    ];

    /// <summary>The slower classes that are there for a certain file.</summary>
    private static readonly Dictionary<string, string[]> For = new(StringComparer.Ordinal)
    {
        ["AdmissionMiddleware"] = ["TrustedProxies"],
        ["CompactJws"] = ["ForgedTokens"],
        ["CredentialHandler"] = ["CredentialFiles"],
        ["FlushedContent"] = ["LargeBodies", "UpstreamFaults"],
        ["ForwardedRequest"] = ["LargeBodies"],
        ["HeadFirstContent"] = ["UpstreamFaults"],
        ["HeaderRules"] = ["TrustedProxies"],
        ["HostAndPort"] = ["TrustedProxies"],
        ["IssuerDocuments"] = ["KeysAtStart", "PrivateAuthorities", "KeyRotation"],
        ["IssuerKeys"] = ["KeysAtStart", "KeyRotation"],
        ["JsonWebKeys"] = ["KeysAtStart", "KeyRotation", "ForgedTokens"],
        ["KeySet"] = ["KeyRotation", "ForgedTokens"],
        ["KeySource"] = ["KeysAtStart", "KeyRotation"],
        ["PatienceHandler"] = ["UpstreamFaults"],
        ["PlatformVerifier"] = ["ForgedTokens"],
        ["RequestOrigin"] = ["TrustedProxies"],
        ["SentOnce"] = ["UpstreamFaults"],
        ["SignatureAlgorithm"] = ["ForgedTokens"],
        ["StrictBase64Url"] = ["ForgedTokens"],
        ["StrictJson"] = ["ForgedTokens"],
        ["TokenHeader"] = ["ForgedTokens"],
        ["TokenValidator"] = ["ForgedTokens", "SeveralIssuers", "RememberedTokens", "KeyRotation"],
        ["TrailerPassing"] = ["UpstreamFaults"],
        ["TrustedIssuers"] = ["SeveralIssuers"],
        ["UpstreamCredentials"] = ["CredentialFiles"],
        ["UpstreamForwarder"] = ["UpstreamFaults"],
        ["UpstreamHttpClient"] = ["UpstreamFaults"],
        ["UpstreamTransform"] = ["UpstreamFaults", "TrustedProxies"],
        ["VerificationKey"] = ["ForgedTokens", "KeyRotation"],
        ["VerifiedTokens"] = ["RememberedTokens", "KeyRotation"],
    };

    public static IEnumerable<TestStep> Against(string file, bool thorough)
    {
        string[] own = For.GetValueOrDefault(file, []);
        yield return new(Units, Limit);
        yield return new(Behaviour, Limit, Classes("-class", Quick));
        if (own.Length > 0)
            yield return new(Behaviour, Limit, Classes("-class", own));
        if (thorough)
            yield return new(Behaviour, WholeLimit, Classes("-class-", [.. Quick, .. own]));
    }

    /// <summary>Every step there is, for the product as it is.</summary>
    public static IEnumerable<TestStep> Whole(IEnumerable<string> files, bool thorough) =>
        files.SelectMany(file => Against(file, thorough)).DistinctBy(step => step.Project + string.Join(' ', step.Arguments));

    private static IReadOnlyList<string> Classes(string option, string[] names) => [.. names.SelectMany(name => new[] { option, "*." + name })];
}
