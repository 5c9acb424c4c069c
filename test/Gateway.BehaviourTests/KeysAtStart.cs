using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>The gateway starts without its issuer, lets nobody in meanwhile, and recovers by itself.</summary>
public sealed class KeysAtStart
{
    private static readonly Dictionary<string, Action<TestIssuer>> Faults = new()
    {
        ["discovery answers 500"] = i => i.Discovery.Answer(500, "oops"),
        ["discovery is HTML"] = i => i.Discovery.Answer(200, "<html>Welcome</html>", "text/html"),
        ["discovery is cut short"] = i => i.Discovery.Answer(200, "{\"issuer\":"),
        ["discovery is an array"] = i => i.Discovery.Answer(200, "[]"),
        ["discovery names another issuer"] = i => i.Discovery.Answer(200, Document("https://evil.example.com", i.Issuer + "/keys")),
        ["discovery differs by a slash"] = i => i.Discovery.Answer(200, Document(i.Issuer + "/", i.Issuer + "/keys")),
        ["discovery names no keys"] = i => i.Discovery.Answer(200, $"{{\"issuer\":\"{i.Issuer}\"}}"),
        ["discovery names a relative address"] = i => i.Discovery.Answer(200, Document(i.Issuer, "/keys")),
        ["discovery names a file"] = i => i.Discovery.Answer(200, Document(i.Issuer, "file:///etc/passwd")),
        ["keys answer 503"] = i => i.Keys.Answer(503, ""),
        ["keys are HTML"] = i => i.Keys.Answer(200, "<html>Welcome</html>", "text/html"),
        ["keys are empty"] = i => i.Keys.Answer(200, "{\"keys\":[]}"),
        ["keys are an empty object"] = i => i.Keys.Answer(200, "{}"),
        ["keys are null"] = i => i.Keys.Answer(200, "{\"keys\":null}"),
        ["keys are without end"] = i => i.Keys.Answer(200, $"{{\"keys\":[],\"x\":\"{new string('x', 8_000_000)}\"}}"),
        ["keys never answer"] = i => i.Keys.Hold(),
        ["discovery never answers"] = i => i.Discovery.Hold(),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Fact]
    public async Task An_issuer_that_is_down_means_503_until_it_is_up()
    {
        await using var world = await World.StartAsync(w => w.IssuerDown());
        await RefusesForLackOfKeysAsync(world);

        await world.Issuer.ComeUpAsync();
        await world.UntilReadyAsync();
        Expect.Passed(await world.CallWithToken("GET", "/system/functions").SendAsync(), world);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_issuer_that_answers_wrongly_means_503_until_it_does_not(string name)
    {
        await using var world = await World.StartAsync(w => w.WithIssuer(Faults[name]).WithoutWaiting());
        await Eventually.TrueAsync(() => world.Issuer.Discovery.Fetches > 0, "the gateway asks its issuer");
        await RefusesForLackOfKeysAsync(world);

        world.Issuer.Discovery.AnswerNormally();
        world.Issuer.Keys.AnswerNormally();
        world.Issuer.Discovery.Release();
        world.Issuer.Keys.Release();
        await world.UntilReadyAsync();
        Expect.Passed(await world.CallWithToken("GET", "/system/functions").SendAsync(), world);
    }

    [Fact]
    public async Task One_unusable_key_does_not_spoil_the_others()
    {
        await using var world = await World.StartAsync(w => w.WithIssuer(i => i.Keys.Answer(200, "{\"spiffe_sequence\":1,\"keys\":[{\"kid\":123,\"kty\":\"RSA\"},"
            + "{\"kty\":\"AKP\",\"kid\":\"pq\"},{\"kty\":\"RSA\",\"kid\":\"no-e\",\"n\":\"AAAA\"},null,\"text\",{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"ec\",\"x\":\"AA\",\"y\":\"AA\"},"
            + i.Key.ToJwk().ToJsonString() + "]}", "text/plain")));
        Expect.Passed(await world.CallWithToken("GET", "/system/functions").SendAsync(), world);
    }

    [Theory]
    [InlineData("use", "enc")]
    [InlineData("alg", "RSA-OAEP")]
    public async Task A_key_that_is_not_for_signatures_verifies_none(string member, string value)
    {
        await using var world = await World.StartAsync(w => w.WithIssuer(i =>
        {
            var jwk = SigningKey.Shared(2).ToJwk();
            jwk[member] = value;
            i.Keys.Answer(200, $"{{\"keys\":[{i.Key.ToJwk().ToJsonString()},{jwk.ToJsonString()}]}}");
        }));
        var token = world.Token().SetHeader("kid", SigningKey.Shared(2).Kid).ForgedWith(SigningKey.Shared(2));
        Expect.TokenRefused(await world.Call("GET", "/system/functions").Bearer(token).SendAsync());
        Expect.NothingForwarded(world);
    }

    [Fact]
    public async Task A_weak_key_verifies_nothing()
    {
        var weak = SigningKey.NewRsa("weak", bits: 1024);
        await using var world = await World.StartAsync(w => w.WithIssuer(i => i.Published = i.Published.Add(weak)));
        var token = world.Token().SetHeader("kid", "weak").ForgedWith(weak);
        Expect.TokenRefused(await world.Call("GET", "/system/functions").Bearer(token).SendAsync());
        Expect.NothingForwarded(world);
    }

    private static async Task RefusesForLackOfKeysAsync(World world)
    {
        var answer = await world.CallWithToken("GET", "/system/functions").SendAsync();
        Expect.Refused(answer, 503, "keys_unavailable");
        Assert.True(int.TryParse(answer.Header("Retry-After"), out var seconds) && seconds > 0, answer.ToString());
        Assert.False(await world.IsReadyAsync());
        Expect.NothingForwarded(world);
    }

    private static string Document(string issuer, string keys) => $"{{\"issuer\":\"{issuer}\",\"jwks_uri\":\"{keys}\"}}";
}
