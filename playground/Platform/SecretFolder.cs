namespace FederatedGateway.Playground.Platform;

/// <summary>The gateway's secret mount: a private temporary folder with the admin credential, deleted when disposed.</summary>
internal sealed class SecretFolder : IDisposable
{
    // A folder made this way is its owner's alone (0700).
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("federated-gateway-playground-");

    public SecretFolder(string user, string password)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, "basic-auth-user"), user);
        File.WriteAllText(System.IO.Path.Combine(Path, "basic-auth-password"), password);
    }

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
