namespace FederatedGateway.Testing;

/// <summary>A certificate mount as Kubernetes makes it: an update swaps one link, so certificate and key change in the same instant.</summary>
public sealed class CertificateFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fedgw-tls-").FullName;
    private int _generation;

    public string CertFile => Path.Combine(_folder, "tls.crt");

    public string KeyFile => Path.Combine(_folder, "tls.key");

    public void Write((string CertificatePem, string KeyPem) pair) => Write(pair.CertificatePem, pair.KeyPem);

    public void Write(string certificate, string key)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, $"..generation-{++_generation}")).FullName;
        File.WriteAllText(Path.Combine(folder, "tls.crt"), certificate);
        File.WriteAllText(Path.Combine(folder, "tls.key"), key);
        File.CreateSymbolicLink(Path.Combine(_folder, "..next"), folder);
        Libc.Rename(Path.Combine(_folder, "..next"), Path.Combine(_folder, "..data"));
        if (_generation > 1) return;
        File.CreateSymbolicLink(CertFile, Path.Combine(_folder, "..data", "tls.crt"));
        File.CreateSymbolicLink(KeyFile, Path.Combine(_folder, "..data", "tls.key"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
