using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using FederatedGateway.Configuration;
using FederatedGateway.Observability;

namespace FederatedGateway.Admission;

/// <summary>
/// Fetches the issuer's two documents, discovery and JWK set, from addresses that only the configuration and the issuer's own
/// discovery name. Bounded in time, size and redirects; never over plain http unless that was allowed.
/// </summary>
internal sealed class IssuerDocuments : IDisposable
{
    public const int MaxBytes = 1024 * 1024;
    private const int MaxRedirects = 3;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(10);

    private readonly HttpMessageInvoker _http;
    private readonly IssuerOptions _options;
    private readonly TimeProvider _time;

    public IssuerDocuments(IssuerOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = ConnectTimeout,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ActivityHeadersPropagator = null,
        };
        if (options.Keys.CaFile is { } path)
            ExtraTrust.Apply(handler, path);
        _http = new HttpMessageInvoker(handler);
    }

    /// <summary>The key set as the issuer publishes it now; throws <see cref="IssuerDocumentException"/> for anything else.</summary>
    public Task<byte[]> FetchKeysAsync(Uri address, CancellationToken cancellation) => FetchAsync(address, cancellation);

    /// <summary>Where the keys are: configured, or named by the discovery document, whose issuer must be ours to the letter.</summary>
    public async Task<Uri> FindKeysAsync(CancellationToken cancellation)
    {
        if (_options.Keys.JwksUrl is { } configured)
            return configured;

        var address = _options.Keys.DiscoveryUrl ?? DiscoveryAddress(_options.Issuer);
        var body = await FetchAsync(address, cancellation);
        using var document = StrictJson.ParseObject(body, maxDepth: 32)
            ?? throw new IssuerDocumentException($"{Print(address)} is no JSON object", "check that the issuer's URL is right and reaches the identity provider");
        var root = document.RootElement;

        if (!root.TryGetProperty("issuer", out var issuer) || !StrictJson.TryString(issuer, out var published))
            throw new IssuerDocumentException($"{Print(address)} names no issuer", "check that the issuer's URL is right");
        // With an explicit discovery_url the two may differ: ADFS and Entra v1 publish another issuer than their tokens carry.
        if (published != _options.Issuer && _options.Keys.DiscoveryUrl is null)
            throw new IssuerDocumentException(
                $"{Print(address)} names the issuer \"{PrintableText.Of(published)}\", but \"{_options.Issuer}\" is configured",
                "set issuer to exactly what the document says, trailing slash and scheme included, or set discovery_url");
        if (!root.TryGetProperty("jwks_uri", out var location) || !StrictJson.TryString(location, out var text)
            || !Uri.TryCreate(text, UriKind.Absolute, out var keys) || !IsPlainAddress(keys))
            throw new IssuerDocumentException($"{Print(address)} names no absolute jwks_uri", "set jwks_url or jwks_file");
        RequireSecure(keys);
        return keys;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>OIDC Discovery §4.1: one terminating slash is removed before the well-known path is added.</summary>
    private static Uri DiscoveryAddress(string issuer) =>
        new((issuer.EndsWith('/') ? issuer[..^1] : issuer) + "/.well-known/openid-configuration");

    private async Task<byte[]> FetchAsync(Uri address, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(FetchTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            return await FollowAsync(address, either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new IssuerDocumentException($"{Print(address)} did not answer within {FetchTimeout.TotalSeconds} s", "check that the identity provider is up and that the network policy lets the gateway reach it");
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or IssuerDocumentException))
        {
            // Whatever the issuer or a proxy before it sends must not end more than this fetch.
            throw new IssuerDocumentException($"{Print(address)} cannot be fetched: {Cause(exception)}", "check DNS, proxy (HTTPS_PROXY), network policy and, for TLS faults, idp_ca_file");
        }
    }

    private async Task<byte[]> FollowAsync(Uri address, CancellationToken cancellation)
    {
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            request.Headers.TryAddWithoutValidation("User-Agent", "federated-gateway");
            using var response = await _http.SendAsync(request, cancellation);

            if (response.StatusCode == HttpStatusCode.OK)
                return await ReadAsync(response, address, cancellation);
            if (response.Headers.Location is not { } location || (int)response.StatusCode is < 301 or > 308)
                throw new IssuerDocumentException($"{Print(address)} answered {(int)response.StatusCode}", "check the issuer's URL and the identity provider's own log");

            if (!Uri.TryCreate(address, location, out var next) || !IsPlainAddress(next))
                throw new IssuerDocumentException($"{Print(address)} redirects to something that is no http or https address", "correct the identity provider's public URL");
            if (address.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps)
                throw new IssuerDocumentException($"{Print(address)} redirects from https to plain {next.Scheme}", "correct the identity provider's public URL");
            RequireSecure(next);
            address = next;
        }

        throw new IssuerDocumentException($"more than {MaxRedirects} redirects, the last to {Print(address)}", "set discovery_url or jwks_url to the final address");
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, Uri address, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (body.Length + read > MaxBytes)
                throw new IssuerDocumentException($"{Print(address)} is larger than 1 MiB", "check that the URL names a JSON document");
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private void RequireSecure(Uri address)
    {
        if (!SettingUrl.IsSecure(address, _options.Keys.AllowInsecure))
            throw new IssuerDocumentException($"{Print(address)} is plain http, so anyone on the way could replace the keys", "correct the identity provider's public URL, or set jwks_url");
    }

    /// <summary>Without the query, which may hold a key of the identity provider's API.</summary>
    public static string Print(Uri address) => address.GetLeftPart(UriPartial.Path);

    /// <summary>User information would end in a log.</summary>
    private static bool IsPlainAddress(Uri address) => address is { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo.Length: 0 };

    /// <summary>In our words: the library's own message may hold the proxy's address, password included.</summary>
    private static string Cause(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: var status } => $"the proxy refused the connection ({(int?)status})",
        HttpRequestException { InnerException: SocketException socket } => socket.Message,
        HttpRequestException { InnerException: AuthenticationException tls } => $"TLS: {tls.Message}",
        HttpRequestException { HttpRequestError: var error } => error.ToString(),
        _ => exception.GetType().Name,
    };
}
