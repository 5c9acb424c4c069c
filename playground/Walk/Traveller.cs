using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FederatedGateway.Playground.Issuer;
using FederatedGateway.Playground.Platform;

namespace FederatedGateway.Playground.Walk;

/// <summary>The platform team on its walk: holds the token it was given and sends the requests of the steps.</summary>
internal sealed class Traveller(LocalPlatform platform) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(20),
    };

    public LocalPlatform Platform { get; } = platform;

    /// <summary>The good token; empty until the first step has obtained it.</summary>
    public string Token { get; set; } = "";

    public async Task<string> ObtainTokenAsync(IssuerClient client, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client.Id,
            ["client_secret"] = client.Secret,
            ["scope"] = "email",
        });
        using var response = await _http.PostAsync(new Uri(Platform.Issuer.TokenEndpoint), form, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        return answer.RootElement.GetProperty("access_token").GetString()!;
    }

    /// <summary>Sends a request to the gateway, or to another address, with the good token unless another or none is given.</summary>
    public async Task<Exchange> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var message = request;
        var asked = Describe(request);
        using var response = await OpenAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var headers = response.Headers.ToDictionary(
            header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Exchange(asked, (int)response.StatusCode, response.ReasonPhrase ?? "", body, headers);
    }

    /// <summary>The same, but returns as soon as the answer begins.</summary>
    public Task<HttpResponseMessage> OpenAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    /// <summary>A request to the gateway that carries the good token.</summary>
    public HttpRequestMessage Request(HttpMethod method, string target, string? json = null) =>
        RequestWith(Token, method, Platform.Gateway + target, json);

    public static HttpRequestMessage RequestWith(string? token, HttpMethod method, string url, string? json = null) => new(method, url)
    {
        Headers = { Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token) },
        Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
    };

    public static string Describe(HttpRequestMessage request) => $"{request.Method} {request.RequestUri}";

    public void Dispose() => _http.Dispose();
}
