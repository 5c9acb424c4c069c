using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>
/// With the debug log on and everything going wrong that can, no secret is in any answer, metric or line of log: neither as the program writes
/// it, as text or as JSON, nor in the values and exceptions behind the lines.
/// </summary>
public sealed class Disclosure : IDisposable
{
    private const int WrongConfiguration = 78;
    private const string ProxyPassword = "password-of-the-proxy";

    private readonly Indiscretion _all = new();
    private readonly SettingsFile _claims = new("{\"required_claims\":{\"/department\":\"operations\"}}");

    private bool _ownProcess;
    private string _encoding = "console";

    [Theory]
    [InlineData(true, "console")]
    [InlineData(true, "json")]
    [InlineData(false, "console")]
    public async Task No_secret_is_ever_said(bool ownProcess, string encoding)
    {
        (_ownProcess, _encoding) = (ownProcess, encoding);
        // Each in a world of its own, so all at once.
        await Task.WhenAll([
            InAsync(w => w.AllowInvoke().Set("upstream_timeout", "1s").Set("callback_hosts", "hooks.example.com").WithIssuer(i => i.Published = i.Published.Add(SigningKey.Shared(2))), MistreatAsync),
            InAsync(w => w.AudienceMode("strict"), world => _all.SendAsync(world.Call("GET", "/system/functions"), world.Forge.Rfc9068().Remove("client_id"))),
            .. Narrower().Select(setting => InAsync(w => w.AllowInvoke().Set(setting.Name, setting.Value), world => _all.SendAsync(world.Call("POST", "/function/x"), world.Token()))),
            InAsync(w => w.Set("jwks_refresh_interval", "1s"), LoseTheIssuerAsync),
            InAsync(w => w.IssuerDown(), world => _all.SendAsync(world.Call("GET", "/system/functions"), world.Token())),
            LeaveInTheMiddleAsync(),
            ThroughAProxyAsync(),
            FailToStartAsync(),
        ]);

        Assert.All(Reasons(), reason => Assert.Contains(reason, _all.Said, StringComparison.Ordinal));
        Assert.Empty(_all.Secrets.FindIn(_all.Said));
    }

    [Fact]
    public async Task The_search_finds_what_it_is_to_find()
    {
        await InAsync(w => w.AllowInvoke(), world => _all.SendAsync(world.Call("GET", "/system/functions"), world.Token()));
        await using var world = await World.StartAsync();
        var token = world.Token().Compact();
        _all.Secrets.AddToken(token);
        _all.Secrets.Add("pass\"word +");
        string[] planted =
        [
            token, .. token.Split('.'), token[^24..], token.Split('.')[2][100..124], world.Upstream.Password, world.Upstream.BasicValue, "pass\"word +", "pass%22word%20%2B", "pass\\u0022word \\u002B",
        ];
        Assert.All(planted, secret => Assert.NotEmpty(_all.Secrets.FindIn($"{_all.Said} before {secret} after")));
        Assert.Empty(_all.Secrets.FindIn(_all.Said));
    }

    public void Dispose() => _claims.Dispose();

    private async Task InAsync(Action<WorldPlan> plan, Func<World, Task> happen)
    {
        await using var world = await World.StartAsync(w =>
        {
            plan(w.Set("debug", "true").Set("log_encoding", _encoding));
            if (_ownProcess) w.InItsOwnProcess();
        });
        await happen(world);
        await _all.TakeDownAsync(world);
    }

    private async Task MistreatAsync(World world)
    {
        await EveryRefusal.OfRequestsAsync(world, _all);
        await EveryRefusal.OfTheUpstreamAsync(world, _all);
        await EveryRefusal.OfTheCredentialAsync(world, _all);
    }

    private IEnumerable<(string Name, string Value)> Narrower() =>
    [
        ("allow_invoke", "false"), ("allowed_clients", "another"), ("allowed_subjects", "another"), ("required_scopes", "another"), ("config_file", _claims.Path), ("paused", "true"),
    ];

    private async Task LoseTheIssuerAsync(World world)
    {
        _all.Secrets.Add("secret-of-the-issuer");
        Action<IssuerDocument>[] faults =
        [
            keys => keys.Answer(500, "secret-of-the-issuer"), keys => keys.Answer(200, "secret-of-the-issuer"), keys => keys.Answer(200, "{\"keys\":\"secret-of-the-issuer\"}"),
            keys => keys.Redirect("https://user:secret-of-the-issuer@127.0.0.1/keys"), keys => keys.Redirect("http://127.0.0.1:1/keys#secret-of-the-issuer"),
        ];
        foreach (var fault in faults)
        {
            var before = world.Issuer.Keys.Fetches;
            fault(world.Issuer.Keys);
            await Eventually.TrueAsync(() => world.Issuer.Keys.Fetches > before + 1, "the gateway meets the fault, and its word is out when it asks again");
            await _all.SendAsync(world.Call("GET", "/system/functions"), world.Token().SetHeader("kid", "unknown"));
        }
    }

    private async Task LeaveInTheMiddleAsync()
    {
        var underWay = Task.CompletedTask;
        await InAsync(w => w.Set("shutdown_timeout", "1s"), async world =>
        {
            world.Upstream.Script = exchange => exchange.CallerGoneAsync();
            underWay = _all.SendAsync(world.Call("GET", "/system/logs"), world.Token());
            await Eventually.TrueAsync(() => world.Upstream.Requests.Count == 1, "the request reaches the upstream");
        });
        await underWay;
    }

    private async Task ThroughAProxyAsync()
    {
        // Only a process has an environment of its own to find a proxy in.
        if (!_ownProcess) return;
        _all.Secrets.Add(ProxyPassword);
        _all.Secrets.Add(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"user:{ProxyPassword}")));
        await using var proxy = RecordingUpstream.Start();
        proxy.Script = exchange => exchange.RespondAsync("407 Proxy Authentication Required", ProxyPassword, "Proxy-Authenticate: Basic realm=proxy");
        await InAsync(
            w => w.WithoutWaiting().Set("issuer", "https://idp.example.com").Set("HTTPS_PROXY", $"http://user:{ProxyPassword}@{proxy.Address.Authority}"),
            async world =>
            {
                await Eventually.TrueAsync(() => proxy.Requests.Any(r => r.Has("Proxy-Authorization")), "the proxy is told the password");
                await Eventually.TrueAsync(() => world.Log.Text.Contains("the proxy refused the connection", StringComparison.Ordinal), "the gateway says that the proxy refuses");
                await proxy.GoDownAsync();
                await Eventually.TrueAsync(() => world.Log.Text.Contains("Connection refused", StringComparison.Ordinal), "the gateway says that the proxy is gone");
            });
    }

    private async Task FailToStartAsync()
    {
        foreach (var secret in new[] { "secret-in-a-setting", "secret-in-the-file" }) _all.Secrets.Add(secret);
        using var file = new SettingsFile("{\"client_secret\":\"secret-in-the-file\",\"issuers\":[{\"issuer\":\"https://user:secret-in-the-file@idp.example.com\"}]}");
        using var broken = new SettingsFile("{\"client_secret\":\"secret-in-the-file\"");
        foreach (var path in new[] { file.Path, broken.Path })
        {
            var (exitCode, output) = await GatewayProgram.RunAsync(new Dictionary<string, string>
            {
                ["issuer"] = "https://user:secret-in-a-setting@idp.example.com",
                ["gateway_url"] = "http://admin:secret-in-a-setting@gateway:8080",
                ["public_url"] = "https://user:secret-in-a-setting@fed-gw.example.com",
                ["HTTPS_PROXY"] = $"http://user:{ProxyPassword}@proxy.example.com",
                ["config_file"] = path,
            });
            Assert.Equal(WrongConfiguration, exitCode);
            _all.Add(output);
        }
    }

    /// <summary>Every reason code that is documented.</summary>
    private static IEnumerable<string> Reasons() => File.ReadLines(Path.Combine(Repository.Root, "docs", "answers.md"))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2]))
        .Select(line => line.Split('`')[1]);
}
