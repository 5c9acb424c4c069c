using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FederatedGateway.Testing;

namespace FederatedGateway.InteropTests;

/// <summary>npm <c>oidc-provider</c>, a certified issuer, in a process of its own, and a client registered with it. Skips the test where it cannot run.</summary>
public sealed class ForeignIssuer : IAsyncDisposable
{
    // Every character here is another one once it has been form-encoded.
    private readonly string _secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)) + "+/%&: ";
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Eventually.Limit };
    private IssuerProcess? _process;

    public string Address => Running.Address;

    private IssuerProcess Running => _process ?? throw new InvalidOperationException("The foreign issuer has not started.");

    /// <summary>The identifier of a resource; its last part tells the issuer what its tokens are to be like.</summary>
    public static string Resource(string kind) => $"https://fed-gw.example.com/{kind}";

    /// <summary>Once for all tests that share it.</summary>
    public async Task StartAsync()
    {
        await NodeModules.RequireAsync();
        _process ??= await IssuerProcess.StartAsync(_secret);
    }

    /// <summary>New keys at the same address and none of the old ones, as after a restart.</summary>
    public Task RotateAsync() => Running.RotateAsync();

    /// <summary>A document it serves, with the media type it gives it.</summary>
    public async Task<(string? MediaType, JsonElement Content)> ReadAsync(string address)
    {
        using var answer = await _http.GetAsync(new Uri(address));
        var content = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStreamAsync());
        return (answer.Content.Headers.ContentType?.MediaType, content);
    }

    /// <summary>A token for the resource of that kind, its client known by HTTP Basic.</summary>
    public Task<string> TokenAsync(string kind) => TokenForAsync(Resource(kind), Address + "/token");

    /// <summary>A token for that resource; without one, an opaque token.</summary>
    public async Task<string> TokenForAsync(string? resource, string endpoint, DpopProof? proof = null)
    {
        using var request = NewRequest(endpoint, resource);
        // RFC 6749 §2.3.1: form-encoded before Base64.
        var credential = $"with-basic:{Uri.EscapeDataString(_secret)}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(credential)));
        if (proof is not null)
            request.Headers.Add("DPoP", proof.Compact(HttpMethod.Post, endpoint));
        return await SendAsync(request);
    }

    /// <summary>A token whose client is known by the secret in the form.</summary>
    public async Task<string> TokenByFormAsync(string kind)
    {
        using var request = NewRequest(Address + "/token", Resource(kind), ("client_id", "with-post"), ("client_secret", _secret));
        return await SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _http.Dispose();
    }

    private static HttpRequestMessage NewRequest(string endpoint, string? resource, params (string Name, string Value)[] more)
    {
        var form = more.ToDictionary(field => field.Name, field => field.Value);
        form["grant_type"] = "client_credentials";
        if (resource is not null)
            form["resource"] = resource;
        return new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new FormUrlEncodedContent(form) };
    }

    private async Task<string> SendAsync(HttpRequestMessage request)
    {
        using var answer = await _http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonSerializer.Deserialize<JsonElement>(body).GetProperty("access_token").GetString()!;
    }
}
