using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using FederatedGateway.Testing;

namespace FederatedGateway.BehaviourTests;

/// <summary>What settings can point at: another issuer, another OpenFaaS, files.</summary>
public sealed class SettingSurroundings : IAsyncDisposable
{
    private readonly List<IDisposable> _files = [];

    public SettingSurroundings()
    {
        OtherIssuer.Rotate(SigningKey.Shared(2));
        Certificate.Write(Authority.Issue());
    }

    public TestIssuer OtherIssuer { get; } = new("/other");

    public RecordingUpstream OtherUpstream { get; } = RecordingUpstream.Start();

    public CertificateAuthority Authority { get; } = new();

    public CertificateFiles Certificate { get; } = new();

    public CredentialFolder OtherCredential { get; } = new();

    /// <summary>A port that nobody holds, below those that are given to whoever asks for any: nobody else of this run can get it.</summary>
    public int FreePort { get; } = Enumerable.Range(20_000 + (Environment.ProcessId % 5_000), 5_000).First(IsFree);

    /// <summary>The key set of the other issuer.</summary>
    public string OtherKeys => new JsonObject { ["keys"] = new JsonArray(OtherIssuer.Key.ToJwk()) }.ToJsonString();

    /// <summary>A discovery document like the world's own, with the other issuer's keys.</summary>
    public string OtherDiscovery => OtherIssuer.Issuer + "/.well-known/openid-configuration";

    public string File(string content)
    {
        var file = new SettingsFile(content);
        _files.Add(file);
        return file.Path;
    }

    public async ValueTask DisposeAsync()
    {
        await OtherIssuer.DisposeAsync();
        await OtherUpstream.DisposeAsync();
        _files.ForEach(file => file.Dispose());
        OtherCredential.Dispose();
        Certificate.Dispose();
        Authority.Dispose();
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
