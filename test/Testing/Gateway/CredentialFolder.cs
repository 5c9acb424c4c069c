namespace FederatedGateway.Testing;

/// <summary>
/// The secret mount as Kubernetes makes it: files are links through <c>..data</c>, a link to a dated folder, and an update swaps
/// that one link, so both files change in the same instant.
/// </summary>
public sealed class CredentialFolder : IDisposable
{
    private const string User = "basic-auth-user";
    private const string Password = "basic-auth-password";

    private int _generation;

    public string Path { get; } = Directory.CreateTempSubdirectory("fedgw-secret-").FullName;

    /// <summary>Swaps in new content; null leaves that file out.</summary>
    public void Write(string? user, string? password)
    {
        var generation = $"..generation-{++_generation}";
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, generation)).FullName;
        Place(folder, User, user);
        Place(folder, Password, password);
        var next = System.IO.Path.Combine(Path, "..data_tmp");
        File.CreateSymbolicLink(next, generation);
        Libc.Rename(next, System.IO.Path.Combine(Path, "..data"));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private void Place(string folder, string name, string? content)
    {
        var link = System.IO.Path.Combine(Path, name);
        if (content is null)
        {
            File.Delete(link);
            return;
        }

        File.WriteAllText(System.IO.Path.Combine(folder, name), content);
        if (new FileInfo(link).LinkTarget is null) File.CreateSymbolicLink(link, System.IO.Path.Combine("..data", name));
    }
}
