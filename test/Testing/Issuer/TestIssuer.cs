using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FederatedGateway.Testing;

/// <summary>
/// An OIDC issuer on a real Kestrel: discovery and keys under a path of choice. It can rotate, misbehave, go down and come back
/// on the same port, and it counts what is asked of it.
/// </summary>
public sealed class TestIssuer : IAsyncDisposable
{
    private readonly ReservedPort _port = new();
    private readonly string _path;
    private WebApplication? _server;
    private int _strays;

    /// <param name="path">The issuer's path exactly as it stands in <c>iss</c>, a trailing slash included.</param>
    public TestIssuer(string path = "/realms/openfaas")
    {
        _path = path;
        Discovery = new IssuerDocument(DiscoveryJson);
        Keys = new IssuerDocument(KeysJson);
    }

    /// <summary>The issuer identifier.</summary>
    public string Issuer => $"{(Certificate is null ? "http" : "https")}://127.0.0.1:{_port.Number}{_path}";

    /// <summary>Set before it comes up: serves https.</summary>
    public X509Certificate2? Certificate { get; set; }

    public IssuerDocument Discovery { get; }

    public IssuerDocument Keys { get; }

    /// <summary>Requests for anything but the two documents: bait that was taken.</summary>
    public int Strays => Volatile.Read(ref _strays);

    /// <summary>The key that signs now.</summary>
    public SigningKey Key { get; private set; } = SigningKey.Shared(1);

    /// <summary>What the key set holds.</summary>
    public ImmutableList<SigningKey> Published { get; set; } = [SigningKey.Shared(1)];

    private string Base => Issuer.TrimEnd('/');

    /// <summary>Signs with the next key from now on; with overlap, the previous one stays published.</summary>
    public void Rotate(SigningKey next, bool overlap = false)
    {
        Published = overlap ? Published.Add(next) : [next];
        Key = next;
    }

    public async Task ComeUpAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var socket = _port.Take();
        builder.WebHost.UseSockets(o => o.CreateBoundListenSocket = _ => socket);
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, _port.Number, listen =>
        {
            if (Certificate is not null) listen.UseHttps(Certificate);
        }));
        _server = builder.Build();
        _server.Run(ServeAsync);
        await _server.StartAsync();
    }

    /// <summary>Refuses connections from now on; the port stays reserved.</summary>
    public async Task GoDownAsync()
    {
        await CloseAsync();
        _port.Reserve();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _port.Dispose();
    }

    private async Task CloseAsync()
    {
        Discovery.Release();
        Keys.Release();
        if (_server is not null) await _server.DisposeAsync();
        _server = null;
    }

    private Task ServeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var known = _path.TrimEnd('/');
        if (path == known + "/.well-known/openid-configuration") return Discovery.ServeAsync(context);
        if (path == known + "/keys") return Keys.ServeAsync(context);
        Interlocked.Increment(ref _strays);
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }

    private string DiscoveryJson() => new JsonObject
    {
        ["issuer"] = Issuer,
        ["jwks_uri"] = Base + "/keys",
        ["token_endpoint"] = Base + "/token",
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256", "HS256", "none"),
    }.ToJsonString();

    private string KeysJson() => new JsonObject { ["keys"] = new JsonArray([.. Published.Select(k => k.ToJwk())]) }.ToJsonString();
}
