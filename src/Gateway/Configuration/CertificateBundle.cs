using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FederatedGateway.Configuration;

/// <summary>A file of extra CA certificates in PEM, trusted beside the system's for one connection purpose.</summary>
internal static class CertificateBundle
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    /// <summary>The path of a bundle that can be used right now; a missing, empty or unreadable one is a fault.</summary>
    public static string? ReadPath(SettingsReader settings, string key)
    {
        if (settings.Text(key) is not { } path)
            return null;
        try
        {
            if (Load(path).Count == 0)
                settings.Fault(key, $"{path} holds no certificate", "Write the CA certificates in PEM, each between BEGIN and END CERTIFICATE");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            settings.Fault(key, $"{path} cannot be read as PEM certificates ({exception.Message})", "Mount the CA bundle there, or unset the key");
        }

        return path;
    }

    public static X509Certificate2Collection Load(string path)
    {
        var bundle = new X509Certificate2Collection();
        bundle.ImportFromPemFile(path);
        return bundle;
    }

    /// <summary>Whether a chain that the system does not trust ends at one of the bundle's certificates. The host name must match in any case.</summary>
    public static bool Trusts(X509Certificate2Collection bundle, X509Certificate2 certificate, X509Chain presented)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(bundle);
        chain.ChainPolicy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);
        // A private CA rarely publishes revocation lists, and a pod often could not reach them.
        chain.ChainPolicy.ApplicationPolicy.Add(ServerAuthentication);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
