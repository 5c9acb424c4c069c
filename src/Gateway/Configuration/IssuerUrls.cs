namespace FederatedGateway.Configuration;

/// <summary>What the gateway knows about well-known issuers: which are open to anyone, and which let the caller choose the audience.</summary>
internal static class IssuerUrls
{
    private static readonly string[] PublicHosts =
    [
        "accounts.google.com", "token.actions.githubusercontent.com", "gitlab.com", "oauth.id.jumpcloud.com", "securetoken.google.com",
        "agent.buildkite.com", "oidc.circleci.com", "app.terraform.io", "api.bitbucket.org", "oidc.vercel.com", "oidc.fly.io",
    ];

    private static readonly string[] CallerChoosesAudience =
        ["login.microsoftonline.com", "login.microsoftonline.us", "sts.windows.net", "container.googleapis.com", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local"];

    /// <summary>Anyone can obtain a token: the audience alone proves nothing about the caller.</summary>
    public static bool IsPublic(Uri issuer) =>
        PublicHosts.Contains(Host(issuer), StringComparer.Ordinal) || Host(issuer).EndsWith(".ghe.com", StringComparison.Ordinal);

    /// <summary>Any client of the tenant can obtain a token with our audience.</summary>
    public static bool LetsCallersChooseAudience(Uri issuer) =>
        CallerChoosesAudience.Contains(Host(issuer), StringComparer.Ordinal)
        || Host(issuer).EndsWith(".zitadel.cloud", StringComparison.Ordinal)
        || Host(issuer).EndsWith(".oic.prod-aks.azure.com", StringComparison.Ordinal)
        || (Host(issuer).StartsWith("oidc.eks.", StringComparison.Ordinal) && Host(issuer).EndsWith(".amazonaws.com", StringComparison.Ordinal));

    /// <summary>Entra ID's multi-tenant endpoints publish a template instead of an issuer; no token ever carries it.</summary>
    public static bool IsEntraTemplate(Uri issuer) =>
        Host(issuer).StartsWith("login.microsoftonline.", StringComparison.Ordinal)
        && issuer.Segments.Skip(1).FirstOrDefault()?.TrimEnd('/') is { } tenant
        && (tenant.Equals("common", StringComparison.OrdinalIgnoreCase)
            || tenant.Equals("organizations", StringComparison.OrdinalIgnoreCase)
            || tenant.StartsWith("%7B", StringComparison.OrdinalIgnoreCase));

    /// <summary>The host as a rule compares it: lower case (<see cref="Uri"/> sees to that), without a trailing dot.</summary>
    private static string Host(Uri url) => url.IdnHost.TrimEnd('.');
}
