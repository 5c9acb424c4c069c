using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>The cluster's credential: absent, odd, and changing under load.</summary>
public sealed class CredentialFiles
{
    [Fact]
    public async Task Without_files_system_is_503_and_invocation_works()
    {
        await using var world = await World.StartAsync(w => w.AllowInvoke().WithoutCredential());
        await Eventually.TrueAsync(async () => (await world.CallWithToken("GET", "/function/x").SendAsync()).Status == 200, "invocation works");
        world.Upstream.Forget();
        Expect.Refused(await world.CallWithToken("GET", "/system/functions").SendAsync(), 503, "credential_unavailable");
        Expect.NothingForwarded(world);
    }

    [Fact]
    public async Task Files_that_appear_later_are_picked_up()
    {
        await using var world = await World.StartAsync(w => w.WithoutCredential());
        world.Credential.Write(world.Upstream.User, world.Upstream.Password);
        await Eventually.TrueAsync(async () => (await world.CallWithToken("GET", "/system/functions").SendAsync()).Status == 200, "the files are read");
    }

    [Theory]
    [InlineData("admin", "")]
    [InlineData("", "password")]
    [InlineData("admin", " \r\n")]
    [InlineData("admin", null)]
    [InlineData(null, "password")]
    [InlineData("ad:min", "password")]
    public async Task A_credential_that_cannot_be_sent_is_503(string? user, string? password)
    {
        await using var world = await World.StartAsync(w => w.WithoutCredential());
        world.Credential.Write(user, password);
        await Eventually.TrueAsync(async () => (await world.CallWithToken("GET", "/system/functions").SendAsync()).Reason != "keys_unavailable", "keys are there");
        Expect.Refused(await world.CallWithToken("GET", "/system/functions").SendAsync(), 503, "credential_unavailable");
        Expect.NothingForwarded(world);
    }

    [Theory]
    [InlineData("admin\n", "s3cret\n")]
    [InlineData("admin\r\n", "s3cret\r\n")]
    [InlineData("  admin\t", "\n s3cret ")]
    public async Task White_space_around_is_trimmed(string user, string password)
    {
        await using var world = await World.StartAsync(w => w.WithoutCredential());
        world.Upstream.Password = "s3cret";
        world.Credential.Write(user, password);
        await Eventually.TrueAsync(async () => (await world.CallWithToken("GET", "/system/functions").SendAsync()).Status == 200, "the trimmed credential fits");
    }

    [Fact]
    public async Task A_password_may_hold_colons_and_letters_of_any_script()
    {
        await using var world = await World.StartAsync(w => w.WithoutCredential());
        world.Upstream.Password = "a:b c\u00e9\u4e16";
        world.Credential.Write(world.Upstream.User, world.Upstream.Password);
        await Eventually.TrueAsync(async () => (await world.CallWithToken("GET", "/system/functions").SendAsync()).Status == 200, "the credential fits");
    }

    [Fact]
    public async Task A_rotation_shows_to_no_caller()
    {
        await using var world = await World.StartAsync();
        var before = world.Upstream.BasicValue;
        await AllGoodAsync(world);

        // Kubernetes swaps the files first; OpenFaaS goes on with what it read at its own start.
        world.Credential.Write(world.Upstream.User, "rotated");
        await UntilAsync(world, r => r.Header("Authorization") != before, "the new credential is tried");

        // Then OpenFaaS restarts with the new one, and the previous one is never needed again.
        world.Upstream.Password = "rotated";
        await AllGoodAsync(world);
        world.Upstream.Forget();
        await AllGoodAsync(world);
        Assert.All(world.Upstream.Requests, r => Assert.Equal([world.Upstream.BasicValue], r.Values("Authorization")));
    }

    [Theory]
    [InlineData("Content-Length: 64")]
    [InlineData("Content-Length: 4096")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task A_rotation_costs_no_body_however_it_is_framed(string framing)
    {
        await using var world = await World.StartAsync();
        await AllGoodAsync(world);
        var body = new string('x', framing.EndsWith("4096", StringComparison.Ordinal) ? 4096 : 64);
        for (var generation = 2; generation < 5; generation++)
        {
            world.Credential.Write(world.Upstream.User, $"password-{generation}");
            var number = generation;
            await Eventually.TrueAsync(
                async () => await world.IsReadyAsync() && world.Log.Text.Contains($"generation {number}", StringComparison.Ordinal), "the files are read");
            world.Upstream.Forget();
            using var client = await world.CallWithToken("POST", "/system/functions").Header(framing).OpenAsync();
            await client.SendAsync(framing.StartsWith('T') ? $"40\r\n{body}\r\n0\r\n\r\n" : body);
            var answer = await client.ReadResponseAsync();
            Assert.True(answer.Status == 200, answer.ToString());
            Assert.Equal(body, world.Upstream.Requests[^1].Text);
        }
    }

    [Fact]
    public async Task The_credential_that_openfaas_took_goes_first_until_it_takes_the_new_one()
    {
        await using var world = await World.StartAsync();
        await AllGoodAsync(world);
        var before = world.Upstream.BasicValue;
        world.Credential.Write(world.Upstream.User, "rotated");
        await UntilAsync(world, r => r.Header("Authorization") != before, "the new credential is tried");
        world.Upstream.Forget();
        await AllGoodAsync(world);
        Assert.All(world.Upstream.Requests, r => Assert.Equal([before], r.Values("Authorization")));
    }

    [Fact]
    public async Task A_refused_credential_is_tried_again_at_most_once_and_only_when_it_can_be()
    {
        await using var world = await World.StartAsync();
        await AllGoodAsync(world);
        var before = world.Upstream.BasicValue;
        world.Credential.Write(world.Upstream.User, "rotated");
        await UntilAsync(world, r => r.Header("Authorization") != before, "the new credential is tried");
        world.Upstream.Password = "a third one";
        world.Upstream.Forget();

        Expect.Refused(await world.CallWithToken("GET", "/system/functions").SendAsync(), 502, "upstream_credential_rejected");
        Assert.InRange(world.Upstream.Requests.Count, 1, 2);
        world.Upstream.Forget();
        // It takes the body, and only then refuses.
        world.Upstream.ChecksCredential = false;
        world.Upstream.Script = exchange => exchange.RespondAsync("401 Unauthorized", "");
        using var client = await world.CallWithToken("POST", "/system/functions").Header("Transfer-Encoding: chunked").OpenAsync();
        await client.SendChunkAsync("once");
        await client.SendAsync("0\r\n\r\n");
        Expect.Refused(await client.ReadResponseAsync(), 502, "upstream_credential_rejected");
        Assert.Single(world.Upstream.Requests);
    }

    [Fact]
    public async Task An_answer_that_nobody_had_to_be_known_for_confirms_no_credential()
    {
        await using var world = await World.StartAsync();
        await AllGoodAsync(world);
        var before = world.Upstream.BasicValue;
        world.Credential.Write(world.Upstream.User, "rotated");
        // OpenFaaS's router answers 404 and 405 before it looks at a credential; it still wants the old one.
        world.Upstream.ChecksCredential = false;
        world.Upstream.Script = exchange => exchange.RespondAsync("404 Not Found", "404 page not found");
        await Eventually.TrueAsync(
            async () =>
            {
                await world.CallWithToken("GET", "/system/nope").SendAsync();
                return world.Upstream.Requests.Any(r => r.Header("Authorization") != before);
            },
            "the new credential has been offered");
        world.Upstream.ChecksCredential = true;
        world.Upstream.Script = exchange => exchange.RespondAsync("200 OK", "ok");
        await AllGoodAsync(world);
    }

    [Fact]
    public async Task The_credential_openfaas_wants_survives_two_rotations_and_a_missing_file()
    {
        await using var world = await World.StartAsync();
        await AllGoodAsync(world);
        world.Credential.Write(world.Upstream.User, null);
        await Eventually.TrueAsync(async () => !await world.IsReadyAsync(), "the missing file is noticed");
        foreach (var generation in new[] { 2, 3 })
        {
            world.Credential.Write(world.Upstream.User, $"password-{generation}");
            // Readiness looks at the files as requests do, but offers nothing to OpenFaaS.
            await Eventually.TrueAsync(
                async () => await world.IsReadyAsync() && world.Log.Text.Contains($"generation {generation}", StringComparison.Ordinal), "the files are read");
        }

        await AllGoodAsync(world);
    }

    private static async Task AllGoodAsync(World world)
    {
        for (var i = 0; i < 5; i++)
        {
            var answer = await world.CallWithToken("GET", "/system/functions").SendAsync();
            Assert.True(answer.Status == 200, answer.ToString());
        }
    }

    private static Task UntilAsync(World world, Func<RecordedRequest, bool> happened, string what) => Eventually.TrueAsync(
        async () =>
        {
            await AllGoodAsync(world);
            return world.Upstream.Requests.Any(happened);
        },
        what);
}
