using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>The program as an operator meets it: wrong settings stop the start with one message that names each of them.</summary>
public sealed class Configuration
{
    private const int WrongConfiguration = 78;

    private static readonly Dictionary<string, string> Good = new()
    {
        ["listen_address"] = "127.0.0.1",
        ["port"] = "0",
        ["health_port"] = "0",
        ["issuer"] = "https://idp.example.com/realms/openfaas",
        ["audience"] = WorldPlan.Audience,
    };

    [Theory]
    [InlineData("audience", "")]
    [InlineData("issuer", "")]
    [InlineData("issuer", "not an address")]
    [InlineData("issuer", "http://idp.example.com/realms/openfaas")]
    [InlineData("issuer", "https://idp.example.com/?tenant=a")]
    [InlineData("issuer", "https://idp.example.com/#a")]
    [InlineData("issuer", "https://user:password@idp.example.com/")]
    [InlineData("issuer", "https://login.microsoftonline.com/common/v2.0")]
    [InlineData("issuer", "https://login.microsoftonline.com/organizations/v2.0")]
    [InlineData("issuer", "https://token.actions.githubusercontent.com")]
    [InlineData("issuer", "https://accounts.google.com")]
    [InlineData("issuer", "https://GitLab.com")]
    [InlineData("issuer", "https://gitlab.com:443")]
    [InlineData("issuer", "https://oauth.id.jumpcloud.com/")]
    [InlineData("gateway_url", "ftp://gateway")]
    [InlineData("gateway_url", "http://admin:password@gateway:8080")]
    [InlineData("gateway_url", "http://gateway:8080?x=1")]
    [InlineData("gateway_ca_file", "/etc/ssl/ca.pem")]
    [InlineData("port", "70000")]
    [InlineData("health_port", "eighty")]
    [InlineData("allow_invoke", "maybe")]
    [InlineData("debug", "2")]
    [InlineData("log_encoding", "xml")]
    [InlineData("audience_mode", "lax")]
    [InlineData("token_kind", "refresh")]
    [InlineData("algorithms", "RS256,HS256")]
    [InlineData("algorithms", "none")]
    [InlineData("clock_skew", "soon")]
    [InlineData("clock_skew", "-1s")]
    [InlineData("max_token_lifetime", "a day")]
    [InlineData("upstream_timeout", "1 fortnight")]
    [InlineData("config_file", "/no/such/file.json")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string setting, string value)
    {
        var (exitCode, output) = await GatewayProgram.RunAsync(With(setting, value));
        Assert.Equal((WrongConfiguration, true), (exitCode, output.Contains(setting, StringComparison.Ordinal)));
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("password@", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"audiense\":\"x\"}", "audiense")]
    [InlineData("{\"Audience\":\"x\"}", "Audience")]
    [InlineData("{\"clock_skew\":\"soon\"}", "clock_skew")]
    [InlineData("{\"audience\":", "config_file")]
    [InlineData("[]", "config_file")]
    public async Task A_wrong_file_stops_the_start_and_what_is_wrong_is_named(string content, string named)
    {
        using var file = new SettingsFile(content);
        var (exitCode, output) = await GatewayProgram.RunAsync(With("config_file", file.Path), "--check-config");
        Assert.Equal(WrongConfiguration, exitCode);
        Assert.Contains(named, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_is_listed_at_once()
    {
        var settings = With("audience", "");
        (settings["clock_skew"], settings["port"], settings["algorithms"]) = ("soon", "70000", "HS256");
        var (exitCode, output) = await GatewayProgram.RunAsync(settings, "--check-config");
        Assert.Equal(WrongConfiguration, exitCode);
        foreach (var key in new[] { "audience", "clock_skew", "port", "algorithms" }) Assert.Contains(key, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("debug", "false", "")]
    [InlineData("allow_insecure_issuer", "true", "allow_insecure_issuer")]
    [InlineData("allowed_subjects", "repo:acme/infra:ref:refs/heads/main", "")]
    public async Task A_good_configuration_is_checked_and_nothing_is_started(string setting, string value, string warning)
    {
        var settings = With(setting, value);
        if (setting == "allow_insecure_issuer") settings["issuer"] = "http://idp.example.com/realms/openfaas";
        if (setting == "allowed_subjects") settings["issuer"] = "https://token.actions.githubusercontent.com";
        var (exitCode, output) = await GatewayProgram.RunAsync(settings, "--check-config");
        Assert.True(exitCode == 0, output);
        Assert.Contains(warning, output, StringComparison.Ordinal);
        Assert.DoesNotContain("listening on", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_gives_what_the_environment_leaves_out_and_no_more()
    {
        using var file = new SettingsFile("{\"audience\":\"of-the-file\",\"allow_invoke\":true}");
        await using var world = await World.StartAsync(w => w.Set("config_file", file.Path));
        Expect.Passed(await world.CallWithToken("GET", "/function/x").SendAsync(), world);
        Expect.TokenRefused(await world.Call("GET", "/function/x").Bearer(world.Token().Set("aud", "of-the-file")).SendAsync(), "audience_mismatch");
    }

    private static Dictionary<string, string> With(string setting, string value) => new(Good) { [setting] = value };
}
