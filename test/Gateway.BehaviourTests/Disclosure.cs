using System.Collections.Concurrent;
using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>With the debug log on and everything going wrong that can, no secret is in any answer, line of log or metric.</summary>
public sealed class Disclosure
{
    private readonly ConcurrentBag<string> _secrets = [];
    private readonly ConcurrentBag<string> _said = [];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_secret_is_ever_said(bool ownProcess)
    {
        await using var world = await World.StartAsync(w => Plan(w, ownProcess));
        _secrets.Add(world.Upstream.Password);
        _secrets.Add(world.Upstream.BasicValue[6..]);
        await SendAllKindsAsync(world);
        await BreakTheUpstreamAsync(world);
        await RotateTheCredentialAsync(world);
        _said.Add((await new WireRequest(world.Gateway.HealthAddress, "GET", "/metrics").SendAsync()).ToString());
        _said.Add((await new WireRequest(world.Gateway.HealthAddress, "GET", "/readyz").SendAsync()).ToString());
        await world.Gateway.StopAsync();
        _said.Add(world.Log.Text);

        Assert.NotEmpty(world.Log.Lines);
        foreach (var said in _said)
            foreach (var secret in _secrets) Assert.False(said.Contains(secret, StringComparison.Ordinal), $"A secret of {secret.Length} characters in:\n{said}");
    }

    private static void Plan(WorldPlan plan, bool ownProcess)
    {
        plan.AllowInvoke().Set("debug", "true").Set("upstream_timeout", "1s");
        if (ownProcess) plan.InItsOwnProcess();
    }

    private async Task SendAllKindsAsync(World world)
    {
        var token = world.Token();
        foreach (var target in new[] { "/system/functions", "/function/x", "/async-function/x", "/ui/", "/system/../x", "/healthz" })
        {
            await SayAsync(world.Call("POST", target), token.Compact());
            await SayAsync(world.Call("POST", target), token.Set("exp", TokenForge.Now - 60).Compact());
            await SayAsync(world.Call("POST", target), token.SetHeader("kid", "unknown").Compact());
            await SayAsync(world.Call("POST", target), token.WithOneBitOfTheSignatureChanged());
            await SayAsync(world.Call("POST", target), token.RawPayload(p => p + "x").Compact());
            await SayAsync(world.Call("POST", target), "opaque-token-of-some-other-issuer");
            await SayAsync(world.Call("POST", target).Header("Cookie: login=cookie-of-the-caller"), token.Compact());
            await SayAsync(world.Call("GET", $"{target}?access_token={token.Compact()}"), token.Compact());
        }

        _secrets.Add("cookie-of-the-caller");
    }

    private async Task BreakTheUpstreamAsync(World world)
    {
        world.Upstream.Script = exchange => exchange.CallerGoneAsync();
        await SayAsync(world.Call("GET", "/system/functions"), world.Token().Compact());
        world.Upstream.Script = exchange =>
        {
            exchange.Reset();
            return Task.CompletedTask;
        };
        await SayAsync(world.Call("GET", "/system/functions"), world.Token().Compact());
        await world.Upstream.GoDownAsync();
        await SayAsync(world.Call("GET", "/system/functions"), world.Token().Compact());
        world.Upstream.ComeUp();
        world.Upstream.Script = exchange => exchange.RespondAsync("200 OK", "ok");
    }

    private async Task RotateTheCredentialAsync(World world)
    {
        world.Upstream.Password = "password-nobody-knows";
        await SayAsync(world.Call("GET", "/system/functions"), world.Token().Compact());
        world.Credential.Write(world.Upstream.User, world.Upstream.Password);
        _secrets.Add(world.Upstream.Password);
        _secrets.Add(world.Upstream.BasicValue[6..]);
        await Eventually.TrueAsync(async () => (await world.CallWithToken("GET", "/system/functions").SendAsync()).Status == 200, "the rotated credential is used");
        world.Credential.Write("us:er", "password-of-a-colon-user");
        _secrets.Add("password-of-a-colon-user");
        await Eventually.TrueAsync(async () => (await world.CallWithToken("GET", "/system/functions").SendAsync()).Status != 200, "the unusable credential is noticed");
    }

    private async Task SayAsync(WireRequest request, string token)
    {
        // The segments too: the payload tells who, and a signature with its input is the token.
        foreach (var part in token.Split('.').Skip(1).Append(token)) _secrets.Add(part);
        _said.Add((await request.Bearer(token).SendAsync()).ToString());
    }
}
