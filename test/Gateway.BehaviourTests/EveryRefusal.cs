using System.Text.Json.Nodes;
using FederatedGateway.Testing;

namespace FederatedGateway.BehaviourTests;

/// <summary>Brings about every refusal there is, with secrets wherever a caller, an issuer or OpenFaaS can put one.</summary>
internal static class EveryRefusal
{
    /// <summary>What is wrong with the request or its token.</summary>
    public static async Task OfRequestsAsync(World world, Indiscretion all)
    {
        WireRequest Post(string target) => world.Call("POST", target);
        var (token, now) = (world.Token(), TokenForge.Now);
        all.Secrets.Add("cookie-of-the-caller");
        all.Secrets.Add("proxy-secret-of-the-caller");
        all.Secrets.Add("client-secret-of-the-caller");
        foreach (var target in new[] { "/system/functions", "/function/x", "/async-function/x", "/healthz", "/ui/", "/system/../x" })
        {
            await all.SendAsync(Post(target).Header("Cookie: login=cookie-of-the-caller").Header("Proxy-Authorization: Basic proxy-secret-of-the-caller"), token);
            await all.SendAsync(Post($"{target}?client_secret=client-secret-of-the-caller").Body("client_secret=client-secret-of-the-caller"), token);
            await all.SendAsync(world.Call("GET", $"{target}?access_token={token.Compact()}"));
            await all.SendAsync(world.Call("GET", $"{target}?access_token={token.Compact()}"), token);
            await all.SendAsync(Post(target).Header("Authorization: Basic client-secret-of-the-caller"), token);
        }

        Token[] refused =
        [
            token.Set("iss", "https://elsewhere.example.com"), token.Set("aud", "elsewhere").Set("azp", "elsewhere"), token.Set("exp", now - 60).Set("iat", now - 90),
            token.Set("nbf", now + 600), token.Set("exp", now + 1_000_000), token.Set("typ", "ID"), token.Set("cnf", new JsonObject { ["jkt"] = "x" }),
            token.Set("act", new JsonObject { ["sub"] = "somebody" }), token.SetHeader("jku", "https://elsewhere.example.com"), token.Using("HS256"),
            token.SetHeader("kid", "unknown"), token.RemoveHeader("kid"), token.ForgedWith(SigningKey.Shared(3)), token.RawPayload(json => json + "x"),
        ];
        foreach (var one in refused) await all.SendAsync(Post("/system/functions"), one);
        await all.SendAsync(Post("/system/functions"), token.WithOneBitOfTheSignatureChanged());
        await all.SendAsync(Post("/system/functions"), "opaque-token-of-some-other-issuer");
        await all.SendAsync(Post("/system/functions"), string.Join('.', Enumerable.Repeat("encrypted-part-of-a-token-for-nobody", 5)));
        await all.SendAsync(Post("/system/functions").Header("Authorization: Basic client-secret-of-the-caller"));
        await all.SendAsync(Post("/system/functions").Header("Authorization: client-secret-of-the-caller"));
        await all.SendAsync(Post("/system/functions"));
        await all.SendAsync(world.Call("TRACE", "/system/functions"), token);
        await all.SendAsync(world.Call("GET", "/system/functions").Header("Connection: Upgrade").Header("Upgrade: websocket"), token);
        await all.SendAsync(Post("/function/x").Header("Transfer-Encoding: chunked").Body("0\r\n\r\n"), token);
        await all.SendAsync(Post("/async-function/x").Header("X-Callback-Url: https://user:client-secret-of-the-caller@elsewhere.example.com/"), token);
        await BreakOffAsync(world, all, "/function/x", "no chunk: client-secret-of-the-caller\r\n\r\n", leaves: false);
        await BreakOffAsync(world, all, "/function/x", "5\r\nclien", leaves: true);
    }

    /// <summary>What is wrong with OpenFaaS.</summary>
    public static async Task OfTheUpstreamAsync(World world, Indiscretion all)
    {
        all.Secrets.Add("secret-of-openfaas");
        Func<UpstreamExchange, Task>[] scripts =
        [
            exchange => exchange.CallerGoneAsync(),
            exchange => Task.Run(exchange.Reset),
            exchange => exchange.RespondAsync("301 Moved Permanently", "", "Location: http://admin:secret-of-openfaas@gateway/"),
            exchange => exchange.WriteAsync("HTTP/1.1 200 OK\r\nsecret-of-openfaas\r\n\r\n"),
            exchange => exchange.WriteAsync("secret-of-openfaas\r\n\r\n"),
            exchange => exchange.RespondAsync("401 Unauthorized", "secret-of-openfaas", "WWW-Authenticate: Basic realm=\"secret-of-openfaas\""),
            async exchange =>
            {
                await exchange.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart");
                exchange.Reset();
            },
        ];
        foreach (var script in scripts)
        {
            world.Upstream.Script = async exchange =>
            {
                await script(exchange);
                exchange.Close();
            };
            await all.SendAsync(world.Call("GET", "/system/functions"), world.Token());
        }

        await world.Upstream.GoDownAsync();
        await all.SendAsync(world.Call("GET", "/system/functions"), world.Token());
        world.Upstream.ComeUp();
        world.Upstream.Script = exchange => exchange.RespondAsync("200 OK", "ok");
    }

    /// <summary>What is wrong with the cluster's credential.</summary>
    public static async Task OfTheCredentialAsync(World world, Indiscretion all)
    {
        foreach (var (user, password) in new[] { ("admin", "rotated-password-nobody-wants"), ("us:er", "password-of-a-colon-user"), ("admin", null), ("user-without-a-password", "") })
        {
            foreach (var secret in new[] { password, $"{user}:{password}" }.Where(secret => secret?.Length > 10))
            {
                all.Secrets.Add(secret!);
                all.Secrets.Add(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(secret!)));
            }

            var before = world.Log.Lines.Count(IsOfTheCredential);
            world.Credential.Write(user, password);
            // Looked at once a second, when a request needs it.
            await Eventually.TrueAsync(
                async () =>
                {
                    await all.SendAsync(world.Call("GET", "/system/functions"), world.Token());
                    return world.Log.Lines.Count(IsOfTheCredential) > before;
                },
                "the files are looked at");
        }

        world.Upstream.Password = "what-openfaas-wants-by-now";
        world.Credential.Write(world.Upstream.User, "what-the-files-hold-by-now");
        all.Secrets.Add("what-the-files-hold-by-now");
        await Eventually.TrueAsync(
            async () =>
            {
                await all.SendAsync(world.Call("GET", "/system/functions"), world.Token());
                return all.Said.Contains("upstream_credential_rejected", StringComparison.Ordinal);
            },
            "OpenFaaS refuses the credential");

        static bool IsOfTheCredential(string line) =>
            line.Contains("credential for OpenFaaS read from", StringComparison.Ordinal) || line.Contains("no credential for OpenFaaS", StringComparison.Ordinal);
    }

    private static async Task BreakOffAsync(World world, Indiscretion all, string target, string body, bool leaves)
    {
        var token = world.Token().Compact();
        all.Secrets.AddToken(token);
        using var client = await world.Call("POST", target).Bearer(token).Header("Transfer-Encoding: chunked").OpenAsync();
        await client.SendAsync(body);
        if (leaves) client.Reset();
        else all.Add((await client.ReadResponseAsync()).ToString());
    }
}
