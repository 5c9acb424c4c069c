using FederatedGateway.Testing;

namespace FederatedGateway.Vectors;

/// <summary>The scenes that several tables use.</summary>
public static class Scenes
{
    public static Scene Compat { get; } = new("compat", plan => plan.WithIssuer(Publish));

    public static Scene Strict { get; } = new("strict", plan => plan.AudienceMode("strict").WithIssuer(Publish));

    public static Scene Invoke { get; } = new("allow_invoke", plan => plan.AllowInvoke().WithIssuer(Publish));

    /// <summary>The issuer publishes one key and no more.</summary>
    public static Scene OneKey { get; } = new("one key", _ => { });

    /// <summary>The gateway serves TLS, and with it HTTP/2.</summary>
    public static Scene Tls { get; } = new("TLS", plan =>
    {
        var (certificate, key) = Certificates.ServerFiles();
        plan.AllowInvoke().Set("tls_cert_file", certificate).Set("tls_key_file", key).WithIssuer(Publish);
    });

    /// <summary>The gateway trusts an issuer by its real name, whose keys are on loopback.</summary>
    public static Scene IssuerNamed(string issuer) => new(issuer, plan => plan.Set("issuer", issuer).WithIssuer(i =>
    {
        Publish(i);
        plan.Set("jwks_url", i.Issuer.TrimEnd('/') + "/keys");
    }));

    /// <summary>The issuer publishes this key set; every trial has a world of its own.</summary>
    public static Scene Publishing(Func<TestIssuer, string> keys) => new("its own key set", plan => plan.WithIssuer(i => i.Keys.Answer(200, keys(i))), isShared: false);

    /// <summary>The issuer answers this when it is asked for discovery; the gateway need not become ready.</summary>
    public static Scene Discovering(Func<TestIssuer, string> document, params (string Name, string Value)[] settings) => new("its own discovery", plan =>
    {
        foreach (var (name, value) in settings) plan.Set(name, value);
        plan.WithoutWaiting().WithIssuer(i => i.Discovery.Answer(200, document(i)));
    }, isShared: false);

    private static void Publish(TestIssuer issuer) => issuer.Keys.Answer(200, CatalogueKeys.Document());
}
