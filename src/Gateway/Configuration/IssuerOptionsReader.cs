using FederatedGateway.Admission;

namespace FederatedGateway.Configuration;

/// <summary>Reads the trust profiles: issuer, audience, keys and rules, with the combinations that would be unsafe or without effect refused.</summary>
internal static class IssuerOptionsReader
{
    /// <summary>The plain settings describe the first issuer, the entries of <c>issuers</c> the others; an entry inherits nothing.</summary>
    public static IReadOnlyList<IssuerOptions> ReadAll(SettingsReader settings)
    {
        var entries = settings.Entries("issuers");
        var hasPlain = !settings.IsSet("issuers") || settings.IsSet("issuer");
        var issuers = new List<IssuerOptions>();
        if (hasPlain)
            issuers.Add(Read(settings));
        else if (entries.Count > 0)
            RefuseWithoutIssuer(settings);

        foreach (var entry in entries)
        {
            var issuer = Read(entry);
            entry.RefuseUnknownKeys();
            if (issuer.Issuer.Length > 0 && issuers.Exists(other => other.Issuer == issuer.Issuer))
                entry.Fault("issuer", "is named twice, and only one set of rules could count for its tokens", "Merge the two into one");
            issuers.Add(issuer);
        }

        return issuers;
    }

    /// <summary>The names of the settings that describe one issuer.</summary>
    public static IReadOnlyList<string> Names()
    {
        var settings = new SettingsReader(new Dictionary<string, string>());
        var others = settings.Known.ToArray();
        Read(settings);
        return [.. settings.Known.Except(others)];
    }

    /// <summary>Without <c>issuer</c> beside the list, its companions would describe nobody.</summary>
    private static void RefuseWithoutIssuer(SettingsReader settings)
    {
        foreach (var key in Names())
        {
            settings.Acknowledge(key);
            if (settings.IsSet(key))
                settings.Fault(key, "has no effect, because issuer is not set and every entry of issuers has its own", "Move it into the entry it is meant for, or set issuer");
        }
    }

    private static IssuerOptions Read(SettingsReader settings)
    {
        var allowInsecure = settings.Flag("allow_insecure_issuer");
        var issuer = ReadIssuer(settings, allowInsecure);
        var options = new IssuerOptions
        {
            Issuer = settings.Text("issuer") ?? "",
            Audiences = ReadAudiences(settings),
            AudienceMode = settings.Choice("audience_mode", AudienceMode.Compat, ("compat", AudienceMode.Compat), ("strict", AudienceMode.Strict)),
            TokenKind = settings.Choice("token_kind", TokenKind.Access, ("access", TokenKind.Access), ("id", TokenKind.Id), ("any", TokenKind.Any)),
            Algorithms = ReadAlgorithms(settings),
            AllowedClients = settings.List("allowed_clients"),
            AllowedSubjects = settings.List("allowed_subjects"),
            RequiredScopes = settings.List("required_scopes"),
            RequiredClaims = RequiredClaim.Read(settings, "required_claims"),
            ClockSkew = settings.Time("clock_skew", TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5), zero: true),
            MaxTokenLifetime = settings.Time("max_token_lifetime", TimeSpan.FromHours(24), TimeSpan.FromSeconds(1), TimeSpan.FromDays(3650), zero: true),
            Keys = ReadKeys(settings, allowInsecure),
        };

        if (issuer is not null)
            CheckWhoMayCall(settings, issuer, options);
        if (allowInsecure)
            settings.Warn("allow_insecure_issuer=true: keys may be fetched over plain http, where anyone on the way can replace them");
        if (options.AudienceMode == AudienceMode.Compat)
            settings.Warn($"audience_mode=compat: tokens whose client is \"{string.Join("\" or \"", options.Audiences)}\" are accepted when aud is absent or only \"account\"; add an audience mapper at the issuer and set audience_mode=strict");
        return options;
    }

    private static Uri? ReadIssuer(SettingsReader settings, bool allowInsecure)
    {
        if (settings.Text("issuer") is null)
        {
            settings.Fault("issuer", "is required, but not set", "Set it to the iss value of your tokens, such as https://keycloak.example.com/realms/openfaas");
            return null;
        }

        if (SettingUrl.ReadSecure(settings, "issuer", allowInsecure) is not { } issuer)
            return null;
        if (IssuerUrls.IsEntraTemplate(issuer))
            settings.Fault("issuer", "is Entra ID's multi-tenant address, which no token carries as iss", "Use https://login.microsoftonline.com/TENANT_ID/v2.0");
        return issuer;
    }

    private static IReadOnlyList<string> ReadAudiences(SettingsReader settings)
    {
        var audiences = settings.List("audience");
        if (audiences.Count == 0)
            settings.Fault("audience", "is required, but not set", "Set it to the aud value (or, on Keycloak, the client id) that tokens for this gateway carry");
        foreach (var generic in audiences.Where(audience => audience is "account" or "api://default"))
            settings.Warn($"audience \"{generic}\" stands in tokens meant for other services too; give this gateway an audience of its own");
        return audiences;
    }

    private static IReadOnlyList<string> ReadAlgorithms(SettingsReader settings)
    {
        var algorithms = settings.List("algorithms");
        foreach (var unknown in algorithms.Where(algorithm => SignatureAlgorithm.Find(algorithm) is null))
            settings.Fault("algorithms", $"\"{unknown}\" is not accepted by the gateway", $"Choose among {string.Join(", ", SignatureAlgorithm.Names)}");
        return algorithms.Count > 0 ? algorithms : SignatureAlgorithm.Default;
    }

    private static KeyOptions ReadKeys(SettingsReader settings, bool allowInsecure)
    {
        var keys = new KeyOptions
        {
            DiscoveryUrl = SettingUrl.ReadSecure(settings, "discovery_url", allowInsecure, mayHaveQuery: true),
            JwksUrl = SettingUrl.ReadSecure(settings, "jwks_url", allowInsecure, mayHaveQuery: true),
            JwksFile = settings.Text("jwks_file"),
            CaFile = CertificateBundle.ReadPath(settings, "idp_ca_file"),
            AllowInsecure = allowInsecure,
            RefreshInterval = GatewayOptionsReader.Interval(settings, "jwks_refresh_interval", TimeSpan.FromMinutes(5)),
            MaxStale = GatewayOptionsReader.Interval(settings, "jwks_max_stale", TimeSpan.FromHours(24)),
        };

        if (keys.DiscoveryUrl is not null && (keys.JwksUrl is not null || keys.JwksFile is not null))
            settings.Fault("discovery_url", "has no effect beside jwks_url or jwks_file", "Unset one of them");
        if (keys.JwksUrl is not null && keys.JwksFile is not null)
            settings.Fault("jwks_url", "has no effect beside jwks_file", "Unset one of them");
        if (settings.Text("jwks_refresh_interval") is not null && keys.JwksFile is not null)
            settings.Fault("jwks_refresh_interval", "has no effect beside jwks_file, which is looked at every second", "Unset it");
        if (keys.CaFile is not null && keys.JwksFile is not null)
            settings.Fault("idp_ca_file", "has no effect beside jwks_file, with which the issuer is never called", "Unset it");
        return keys;
    }

    /// <summary>A matching audience says nothing about the caller where anyone, or any client of the tenant, may ask for it.</summary>
    private static void CheckWhoMayCall(SettingsReader settings, Uri issuer, IssuerOptions options)
    {
        if (options.Narrows)
            return;
        if (IssuerUrls.IsPublic(issuer))
            settings.Fault("issuer", $"{issuer.Host} gives a token with any audience to anyone", "Set allowed_clients, allowed_subjects or required_claims to say whose tokens are accepted");
        else if (IssuerUrls.LetsCallersChooseAudience(issuer))
            settings.Warn($"{issuer.Host} lets any client of the tenant ask for this audience; set allowed_clients, allowed_subjects or required_claims");
    }
}
