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
        "KeySources", "Metadata", "NarrowerTrust", "OrderOfChecks", "Paused", "RequestHeaders", "Streaming", "Targets", "Upgrades",
    ];

    /// <summary>The tables of vectors that are about a file: seconds each, and the likeliest to notice.</summary>
    private static readonly Dictionary<string, string[]> Tables = new(StringComparer.Ordinal)
    {
        ["AccessTokenParameter"] = ["HttpSyntax"],
        ["AdmissionMiddleware"] = ["Framing", "Targets"],
        ["AllowedMethods"] = ["Targets"],
        ["AudienceRules"] = ["Audience"],
        ["BearerToken"] = ["HttpSyntax", "Structure"],
        ["CallerRules"] = ["Audience", "Kind"],
        ["CompactJws"] = ["Structure"],
        ["ConnectionHeaderEncoding"] = ["Headers"],
        ["HeaderRules"] = ["Headers"],
        ["IssuerDocuments"] = ["DiscoveryDocuments"],
        ["JsonWebKeys"] = ["Keys", "KeyDocuments"],
        ["KeySet"] = ["Keys", "Header"],
        ["KindRules"] = ["Kind"],
        ["RequestTarget"] = ["Targets"],
        ["SignatureAlgorithm"] = ["Header", "Keys"],
        ["StrictBase64Url"] = ["Structure"],
        ["StrictJson"] = ["Structure"],
        ["TargetPath"] = ["Targets"],
        ["TimeRules"] = ["Times"],
        ["TokenClaims"] = ["Audience", "Times"],
        ["TokenHeader"] = ["Header"],
        ["TokenValidator"] = ["Keys", "ForgedTokens", "KeyStore"],
        ["UpstreamTransform"] = ["Headers"],
        ["VerificationKey"] = ["Keys"],
    };

    /// <summary>The slower classes that are there for a certain file.</summary>
    private static readonly Dictionary<string, string[]> For = new(StringComparer.Ordinal)
    {
        ["AdmissionMiddleware"] = ["TrustedProxies"],
        ["AllowedMethods"] = ["HealthListener"],
        ["CredentialHandler"] = ["CredentialFiles"],
        ["FlushedContent"] = ["LargeBodies", "UpstreamFaults"],
        ["ForwardedRequest"] = ["LargeBodies"],
        ["HeadFirstContent"] = ["UpstreamFaults"],
        ["HeaderRules"] = ["TrustedProxies"],
        ["HostAndPort"] = ["TrustedProxies"],
        ["IssuerDocuments"] = ["KeysAtStart", "PrivateAuthorities", "KeyRotation"],
        ["IssuerKeys"] = ["KeysAtStart", "KeyRotation"],
        ["JsonWebKeys"] = ["KeysAtStart", "KeyRotation"],
        ["KeySet"] = ["KeyRotation"],
        ["KeySource"] = ["KeysAtStart", "KeyRotation"],
        ["PatienceHandler"] = ["UpstreamFaults"],
        ["RequestOrigin"] = ["TrustedProxies"],
        ["SentOnce"] = ["UpstreamFaults"],
        ["TokenValidator"] = ["TokenStatistics", "SeveralIssuers", "RememberedTokens", "KeyRotation"],
        ["TrailerPassing"] = ["UpstreamFaults"],
        ["TrustedIssuers"] = ["SeveralIssuers"],
        ["UpstreamCredentials"] = ["CredentialFiles"],
        ["UpstreamForwarder"] = ["UpstreamFaults"],
        ["UpstreamHttpClient"] = ["UpstreamFaults"],
        ["UpstreamTransform"] = ["UpstreamFaults", "TrustedProxies"],
        ["VerificationKey"] = ["KeyRotation"],
        ["VerifiedTokens"] = ["RememberedTokens", "KeyRotation"],
    };

    public static IEnumerable<TestStep> Against(string file, bool thorough)
    {
        string[] own = For.GetValueOrDefault(file, []);
        if (Tables.TryGetValue(file, out var tables))
            yield return new(Behaviour, Limit, ["-preEnumerateTheories", "-class", "*.VectorTests", .. tables.SelectMany(table => new[] { "-trait", "Table=" + table })]);
        // A second opinion on thousands of tokens takes as long as all the others.
        yield return new(Units, Limit, "-class-", "*.SecondOpinionTests");
        yield return new(Behaviour, Limit, Classes("-class", Quick));
        if (own.Length > 0)
            yield return new(Behaviour, Limit, Classes("-class", own));
        if (thorough)
            yield return new(Units, Limit, "-class", "*.SecondOpinionTests");
        if (thorough)
            yield return new(Behaviour, WholeLimit, Classes("-class-", [.. Quick, .. own]));
    }

    /// <summary>Every step there is, for the product as it is.</summary>
    public static IEnumerable<TestStep> Whole(IEnumerable<string> files, bool thorough) =>
        files.SelectMany(file => Against(file, thorough)).DistinctBy(step => step.Project + string.Join(' ', step.Arguments));

    private static IReadOnlyList<string> Classes(string option, string[] names) => [.. names.SelectMany(name => new[] { option, "*." + name })];
}
