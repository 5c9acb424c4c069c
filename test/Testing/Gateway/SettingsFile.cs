namespace FederatedGateway.Testing;

/// <summary>A file that a setting names, gone with the test.</summary>
public sealed class SettingsFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fedgw-file-").FullName;

    public SettingsFile(string content)
    {
        Path = System.IO.Path.Combine(_folder, "file.json");
        Write(content);
    }

    public string Path { get; }

    /// <summary>Replaces the content in one step, so that no reader sees half of it.</summary>
    public void Write(string content)
    {
        var next = Path + ".next";
        File.WriteAllText(next, content);
        File.Move(next, Path, overwrite: true);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
