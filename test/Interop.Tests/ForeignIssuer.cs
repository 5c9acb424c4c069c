using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FederatedGateway.Testing;

namespace FederatedGateway.InteropTests;

/// <summary>npm <c>oidc-provider</c>, a certified issuer, in a process of its own. Each start makes new keys.</summary>
public sealed class ForeignIssuer : IAsyncDisposable
{
    public const string Audience = "https://fed-gw.example.com";

    private readonly string _secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)) + "+/%&:";
    private readonly HttpClient _http = new() { Timeout = Eventually.Limit };
    private Process? _process;

    public string Address { get; private set; } = "";

    /// <summary>On the port it had before, if it ran before.</summary>
    public async Task StartAsync()
    {
        var port = Address.Length == 0 ? 0 : new Uri(Address).Port;
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = NodeModules.Folder };
        start.ArgumentList.Add("issuer.mjs");
        start.ArgumentList.Add($"{port}");
        start.Environment["CLIENT_SECRET"] = _secret;
        _process = Process.Start(start)!;
        // Its warnings would fill the pipe in the end.
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginErrorReadLine();
        var ready = await _process.StandardOutput.ReadLineAsync().WithinLimit("the foreign issuer starts");
        Address = JsonDocument.Parse(ready ?? throw new InvalidOperationException("The foreign issuer ended at its start.")).RootElement.GetProperty("issuer").GetString()!;
    }

    public async Task StopAsync()
    {
        if (_process is null)
            return;
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WithinLimit("the foreign issuer ends");
        _process.Dispose();
        _process = null;
    }

    /// <summary>A token for the resource of that name; without one, the issuer gives an opaque token.</summary>
    public async Task<string> TokenAsync(string? resource, bool post = false)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        if (resource is not null)
            form["resource"] = $"{Audience}/{resource}";
        using var request = new HttpRequestMessage(HttpMethod.Post, Address + "/token");
        if (post)
        {
            form["client_id"] = "with-post";
            form["client_secret"] = _secret;
        }
        else
        {
            // RFC 6749 §2.3.1: form-encoded before Base64.
            var credential = $"with-basic:{Uri.EscapeDataString(_secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(credential)));
        }

        request.Content = new FormUrlEncodedContent(form);
        using var answer = await _http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("access_token").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _http.Dispose();
    }
}
