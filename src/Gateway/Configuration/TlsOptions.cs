using FederatedGateway.Tls;

namespace FederatedGateway.Configuration;

/// <summary>The files of the certificate under which the public listener serves TLS.</summary>
internal sealed record TlsOptions(string CertFile, string KeyFile)
{
    /// <summary>Null where TLS is not asked for; files that cannot be served right now are a fault.</summary>
    public static TlsOptions? Read(SettingsReader settings)
    {
        var (cert, key) = (settings.Text("tls_cert_file"), settings.Text("tls_key_file"));
        if (cert is null && key is null)
            return null;
        if (cert is null || key is null)
        {
            var (missing, present) = cert is null ? ("tls_cert_file", "tls_key_file") : ("tls_key_file", "tls_cert_file");
            settings.Fault(missing, $"is not set, but {present} is", "Set both to serve TLS, or neither");
            return null;
        }

        var options = new TlsOptions(cert, key);
        using var certificate = ServerCertificate.Load(options, current: null, out var fault);
        if (fault is not null)
            settings.Faults.Add(Unusable(options, fault));
        else if (certificate!.HasExpired(TimeProvider.System.GetUtcNow()))
            settings.Warn($"the certificate in {cert} expired at {certificate.Expires:u}; clients will refuse it until it is renewed");
        return options;
    }

    public static ConfigurationFault Unusable(TlsOptions options, string fault) =>
        new("tls_cert_file", $"{options.CertFile} with {options.KeyFile} cannot be served ({fault})", "Mount a PEM certificate, its chain below it, and its unencrypted PEM key");
}
