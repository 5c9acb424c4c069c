using System.Net;
using FederatedGateway.Configuration;

namespace FederatedGateway.Tests.Configuration;

public sealed class GatewayOptionsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void Every_default_is_the_documented_one()
    {
        var options = Read();

        Assert.Equal(
            new ListenerOptions { Address = IPAddress.IPv6Any, Port = 8080, HealthPort = 8081, PublicUrl = null, ShutdownDelay = TimeSpan.FromSeconds(5), ShutdownTimeout = TimeSpan.FromSeconds(60) },
            options.Listener);
        Assert.Equal(
            new UpstreamOptions { GatewayUrl = "http://gateway.openfaas:8080", CaFile = null, Timeout = TimeSpan.Zero, SecretMountPath = "/var/secrets" },
            options.Upstream);
        Assert.Equal(new KeyOptions { RefreshInterval = TimeSpan.FromMinutes(5), MaxStale = TimeSpan.FromHours(24) }, options.Issuers[0].Keys);
        Assert.Equal((AudienceMode.Compat, TokenKind.Access), (options.Issuers[0].AudienceMode, options.Issuers[0].TokenKind));
        Assert.Equal(["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256"], options.Issuers[0].Algorithms);
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromHours(24)), (options.Issuers[0].ClockSkew, options.Issuers[0].MaxTokenLifetime));
        Assert.Equal((false, false, false, false), (options.AllowInvoke, options.Paused, options.Debug, options.JsonLog));
        Assert.False(options.Issuers[0].Narrows);
    }

    [Fact]
    public void The_environment_wins_over_the_file()
    {
        File.WriteAllText(_file, """{"audience": ["from-file"], "clock_skew": "10s", "port": 1234, "allow_invoke": true}""");
        var options = Read(("config_file", _file), ("audience", "a, b"), ("port", "4321"));

        Assert.Equal(["a", "b"], options.Issuers[0].Audiences);
        Assert.Equal((4321, TimeSpan.FromSeconds(10), true), (options.Listener.Port, options.Issuers[0].ClockSkew, options.AllowInvoke));
    }

    [Fact]
    public void An_empty_variable_counts_as_not_set() => Assert.Equal(8080, Read(("port", "")).Listener.Port);

    [Theory]
    [InlineData("issuer", "", "issuer")]
    [InlineData("issuer", "http://idp.example.com", "issuer")]
    [InlineData("issuer", "https://user:secret@idp.example.com", "issuer")]
    [InlineData("issuer", "https://idp.example.com?x=1", "issuer")]
    [InlineData("issuer", "https://idp.example.com#x", "issuer")]
    [InlineData("issuer", " https://idp.example.com", "issuer")]
    [InlineData("issuer", "idp.example.com", "issuer")]
    [InlineData("issuer", "https://login.microsoftonline.com/common/v2.0", "issuer")]
    [InlineData("issuer", "https://login.microsoftonline.com/organizations/v2.0", "issuer")]
    [InlineData("issuer", "https://login.microsoftonline.com/{tenantid}/v2.0", "issuer")]
    [InlineData("issuer", "https://token.actions.githubusercontent.com", "issuer")]
    [InlineData("issuer", "https://TOKEN.actions.githubusercontent.com:443/", "issuer")]
    [InlineData("issuer", "https://gitlab.com.", "issuer")]
    [InlineData("issuer", "https://accounts.google.com", "issuer")]
    [InlineData("issuer", "https://acme.ghe.com", "issuer")]
    [InlineData("audience", "", "audience")]
    [InlineData("audience", "a,,b", "audience")]
    [InlineData("audience_mode", "lax", "audience_mode")]
    [InlineData("token_kind", "refresh", "token_kind")]
    [InlineData("algorithms", "RS256,HS256", "algorithms")]
    [InlineData("algorithms", "none", "algorithms")]
    [InlineData("algorithms", "rs256", "algorithms")]
    [InlineData("gateway_url", "http://u:p@gateway:8080", "gateway_url")]
    [InlineData("gateway_url", "ftp://gateway", "gateway_url")]
    [InlineData("gateway_url", "http://gateway:8080/?x", "gateway_url")]
    [InlineData("idp_ca_file", "/no/such/file", "idp_ca_file")]
    [InlineData("port", "65536", "port")]
    [InlineData("port", "-1", "port")]
    [InlineData("port", "http", "port")]
    [InlineData("health_port", "8080", "health_port")]
    [InlineData("listen_address", "localhost", "listen_address")]
    [InlineData("allow_invoke", "yes", "allow_invoke")]
    [InlineData("debug", "on", "debug")]
    [InlineData("log_encoding", "xml", "log_encoding")]
    [InlineData("clock_skew", "6m", "clock_skew")]
    [InlineData("clock_skew", "30", "clock_skew")]
    [InlineData("max_token_lifetime", "500ms", "max_token_lifetime")]
    [InlineData("jwks_refresh_interval", "0s", "jwks_refresh_interval")]
    [InlineData("jwks_max_stale", "999ms", "jwks_max_stale")]
    [InlineData("upstream_timeout", "25h", "upstream_timeout")]
    [InlineData("shutdown_delay", "2h", "shutdown_delay")]
    [InlineData("public_url", "https://gw.example.com/path", "public_url")]
    [InlineData("discovery_url", "http://idp.example.com/x", "discovery_url")]
    [InlineData("jwks_url", "http://idp.example.com/x", "jwks_url")]
    [InlineData("required_claims", "[]", "required_claims")]
    [InlineData("required_claims", "{", "required_claims")]
    [InlineData("required_claims", "{\"sub\":\"x\"}", "required_claims")]
    [InlineData("required_claims", "{\"/sub\":1}", "required_claims")]
    [InlineData("required_claims", "{\"/sub\":[]}", "required_claims")]
    [InlineData("tls_cert_file", "/x.pem", "tls_key_file")]
    [InlineData("tls_key_file", "/x.pem", "tls_cert_file")]
    [InlineData("trusted_proxies", "0.0.0.0/0", "trusted_proxies")]
    [InlineData("trusted_proxies", "ingress.example.com", "trusted_proxies")]
    [InlineData("trusted_proxies", "010.0.0.1", "trusted_proxies")]
    [InlineData("trusted_proxies", "127.1", "trusted_proxies")]
    [InlineData("trusted_proxies", "10.0/16", "trusted_proxies")]
    [InlineData("trusted_proxies", "[::1]:80", "trusted_proxies")]
    [InlineData("trusted_proxies", "fe80::1%eth0", "trusted_proxies")]
    [InlineData("trusted_proxies", "::ffff:10.0.0.0/104", "trusted_proxies")]
    [InlineData("idp_ca_file", "/etc/ca\0.pem", "idp_ca_file")]
    [InlineData("jwks_file", "{\n\"keys\": []}", "jwks_file")]
    [InlineData("required_claims", "{\"/a~2\":\"x\"}", "required_claims")]
    [InlineData("callback_hosts", "example.com", "callback_hosts")]
    [InlineData("config_file", "/no/such/file.json", "config_file")]
    public void A_value_that_cannot_take_effect_is_a_fault_of_its_key(string key, string value, string faulty)
    {
        var fault = Assert.Single(Faults((key, value)));
        Assert.Equal(faulty, fault.Key);
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(fault.Cure);
    }

    [Theory]
    [InlineData("discovery_url", "https://idp.example.com/d", "jwks_url", "https://idp.example.com/k", "discovery_url")]
    [InlineData("jwks_url", "https://idp.example.com/k", "jwks_file", "/keys.json", "jwks_url")]
    [InlineData("jwks_refresh_interval", "1m", "jwks_file", "/keys.json", "jwks_refresh_interval")]
    [InlineData("callback_hosts", "https://hooks.example.com", "allow_invoke", "true", "callback_hosts")]
    [InlineData("callback_hosts", "hooks.example.com:443", "allow_invoke", "true", "callback_hosts")]
    [InlineData("callback_hosts", "*.example.com", "allow_invoke", "true", "callback_hosts")]
    [InlineData("callback_hosts", "[1.2.3.4]", "allow_invoke", "true", "callback_hosts")]
    [InlineData("callback_hosts", "..", "allow_invoke", "true", "callback_hosts")]
    public void Two_settings_that_do_not_go_together_are_a_fault(string first, string value, string second, string other, string faulty) =>
        Assert.Equal(faulty, Assert.Single(Faults((first, value), (second, other))).Key);

    [Fact]
    public void A_ca_bundle_for_a_gateway_url_in_plain_http_has_no_effect() => Assert.Equal(
        ["gateway_ca_file: /dev/null holds no certificate", "gateway_ca_file: has no effect, because gateway_url is plain http"],
        Faults(("gateway_ca_file", "/dev/null")).Select(fault => fault.ToString().Split(". ")[0]));

    [Fact]
    public void All_faults_come_in_one_message_each_with_its_key()
    {
        var exception = Assert.Throws<GatewayConfigurationException>(() => GatewayOptionsReader.Read(
            new Dictionary<string, string> { ["port"] = "x", ["clock_skew"] = "x", ["audience"] = "a" }));

        Assert.Equal(["port", "issuer", "clock_skew"], exception.Faults.Select(fault => fault.Key));
        Assert.All(exception.Faults, fault => Assert.Contains($"  {fault.Key}: ", exception.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"audiance": "x"}""", "audiance", "Did you mean audience?")]
    [InlineData("""{"something_else": 1}""", "something_else", "Correct the key or remove it")]
    [InlineData("""{"port": 1, "port": 2}""", "config_file", "is not valid JSON")]
    [InlineData("""{"port": 1} // note""", "config_file", "is not valid JSON")]
    [InlineData("""[]""", "config_file", "JSON Array")]
    [InlineData("""{"port": [1]}""", "port", "where one value is expected")]
    [InlineData("""{"allowed_clients": [1]}""", "allowed_clients", "not a non-empty string")]
    [InlineData("""{"config_file": "/x"}""", "config_file", "cannot name another")]
    [InlineData("""{"allowed_clients": []}""", "allowed_clients", "is an empty list")]
    [InlineData("""{"required_claims": {}}""", "required_claims", "would require nothing")]
    [InlineData("""{"public_url": "\ud800"}""", "config_file", "half a character")]
    [InlineData("""{"\ud800": 1}""", "config_file", "half a character")]
    public void A_key_of_the_file_that_nothing_understands_is_a_fault(string json, string key, string words)
    {
        File.WriteAllText(_file, json);
        var fault = Assert.Single(Faults(("config_file", _file)));
        Assert.Equal(key, fault.Key);
        Assert.Contains(words, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_utf8_is_a_fault()
    {
        File.WriteAllBytes(_file, [(byte)'{', (byte)'"', 0xfc, (byte)'"', (byte)':', (byte)'1', (byte)'}']);
        Assert.Contains("not UTF-8", Assert.Single(Faults(("config_file", _file))).Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"/iss\":\"https://token.actions.githubusercontent.com\"}")]
    [InlineData("{\"/aud\":\"fed-gw.example.com\"}")]
    [InlineData("{\"/email_verified\":\"true\"}")]
    public void A_claim_that_every_token_carries_narrows_nothing(string claims) =>
        Assert.Equal("issuer", Assert.Single(Faults(("issuer", "https://token.actions.githubusercontent.com"), ("required_claims", claims))).Key);

    [Theory]
    [InlineData("allowed_subjects", "repo:acme/infra:ref:refs/heads/main")]
    [InlineData("allowed_clients", "acme")]
    [InlineData("required_claims", "{\"/repository_owner_id\":\"42\"}")]
    public void A_public_issuer_is_accepted_with_a_rule_that_narrows_it(string key, string value) =>
        Assert.True(Read(("issuer", "https://token.actions.githubusercontent.com"), (key, value)).Issuers[0].Narrows);

    [Theory]
    [InlineData("https://login.microsoftonline.com/6e74172b-0000-0000-0000-000000000000/v2.0")]
    [InlineData("https://acme-x1.zitadel.cloud")]
    [InlineData("https://oidc.eks.eu-west-1.amazonaws.com/id/ABC")]
    public void An_issuer_whose_callers_choose_the_audience_warns(string issuer) =>
        Assert.Contains(Read(("issuer", issuer)).Warnings, warning => warning.Contains("any client of the tenant", StringComparison.Ordinal));

    [Theory]
    [InlineData("""{"issuers": {}}""", "issuers", "is not a list of JSON objects")]
    [InlineData("""{"issuers": []}""", "issuers", "is not a list of JSON objects")]
    [InlineData("""{"issuers": ["https://a.example.com"]}""", "issuers", "is not a list of JSON objects")]
    [InlineData("""{"issuers": [{"audience": "a"}]}""", "issuers[0].issuer", "is required")]
    [InlineData("""{"issuers": [{"issuer": "https://a.example.com"}]}""", "issuers[0].audience", "is required")]
    [InlineData("""{"issuers": [{"issuer": "http://a.example.com", "audience": "a"}]}""", "issuers[0].issuer", "plain http")]
    [InlineData("""{"issuers": [{"issuer": "https://accounts.google.com", "audience": "a"}]}""", "issuers[0].issuer", "to anyone")]
    [InlineData("""{"issuers": [{"issuer": "https://a.example.com", "audience": "a", "audeince_mode": "strict"}]}""", "issuers[0].audeince_mode", "Did you mean audience_mode?")]
    [InlineData("""{"issuers": [{"issuer": "https://a.example.com", "audience": "a", "port": 1}]}""", "issuers[0].port", "no setting of such an entry")]
    [InlineData("""{"issuers": [{"issuer": "https://a.example.com", "audience": "a"}, {"issuer": "https://a.example.com", "audience": "b"}]}""", "issuers[1].issuer", "is named twice")]
    [InlineData("""{"issuers": [{"issuer": "https://idp.example.com/realms/openfaas", "audience": "b"}]}""", "issuers[0].issuer", "is named twice")]
    public void A_fault_of_an_entry_of_issuers_names_the_entry(string json, string key, string words)
    {
        File.WriteAllText(_file, json);
        var fault = Assert.Single(Faults(("config_file", _file)));
        Assert.Equal(key, fault.Key);
        Assert.Contains(words, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_of_issuers_inherits_nothing()
    {
        var issuers = Read(("audience_mode", "strict"), ("clock_skew", "5s"), ("issuers", """[{"issuer": "https://a.example.com", "audience": ["a", "b"]}]""")).Issuers;
        Assert.Equal(["https://idp.example.com/realms/openfaas", "https://a.example.com"], issuers.Select(issuer => issuer.Issuer));
        Assert.Equal((AudienceMode.Compat, TimeSpan.FromSeconds(30)), (issuers[1].AudienceMode, issuers[1].ClockSkew));
        Assert.Equal(["a", "b"], issuers[1].Audiences);
    }

    [Fact]
    public void What_describes_the_first_issuer_has_no_effect_without_one() => Assert.Equal(
        ["audience", "clock_skew"],
        Faults(("issuer", ""), ("clock_skew", "5s"), ("issuers", """[{"issuer": "https://a.example.com", "audience": "a"}]""")).Select(fault => fault.Key).Order());

    public void Dispose() => File.Delete(_file);

    private static GatewayOptions Read(params (string Key, string Value)[] settings) => GatewayOptionsReader.Read(With(settings));

    private static IReadOnlyList<ConfigurationFault> Faults(params (string Key, string Value)[] settings) =>
        Assert.Throws<GatewayConfigurationException>(() => GatewayOptionsReader.Read(With(settings))).Faults;

    private static Dictionary<string, string> With((string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string> { ["issuer"] = "https://idp.example.com/realms/openfaas", ["audience"] = "fed-gw.example.com" };
        foreach (var (key, value) in settings)
            all[key] = value;
        return all;
    }
}
