using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>TLS towards the issuer and towards OpenFaaS: a private CA is trusted where it is named, and nothing is ever "not verified".</summary>
public sealed class PrivateAuthorities : IDisposable
{
    private readonly CertificateAuthority _authority = new();
    private readonly SettingsFile _bundle;

    public PrivateAuthorities() => _bundle = new SettingsFile(_authority.BundlePem);

    [Fact]
    public async Task An_issuer_of_a_private_ca_is_trusted_where_its_bundle_is_named()
    {
        await using var world = await World.StartAsync(plan => plan.Set("idp_ca_file", _bundle.Path).WithIssuer(issuer => issuer.Certificate = _authority.IssueCertificate()));
        Expect.Passed(await world.CallWithToken("GET", "/system/functions").SendAsync(), world);
    }

    [Theory]
    [InlineData("127.0.0.1", 10, false)]
    [InlineData("idp.example.com", 10, true)]
    [InlineData("127.0.0.1", -0.5, true)]
    public async Task An_issuer_with_any_other_certificate_is_not(string host, double daysLeft, bool namesBundle)
    {
        await using var world = await World.StartAsync(plan =>
        {
            plan.WithIssuer(issuer => issuer.Certificate = _authority.IssueCertificate(host, daysLeft)).WithoutWaiting();
            if (namesBundle) plan.Set("idp_ca_file", _bundle.Path);
        });
        Expect.Refused(await world.CallWithToken("GET", "/system/functions").SendAsync(), 503, "keys_unavailable");
        await Eventually.TrueAsync(async () =>
        {
            using var answer = await world.Health.GetAsync("/readyz", TestContext.Current.CancellationToken);
            return (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("idp_ca_file", StringComparison.Ordinal);
        }, "readiness names the cure");
        Assert.Equal(0, world.Issuer.Discovery.Fetches);
    }

    [Fact]
    public async Task An_openfaas_of_a_private_ca_is_trusted_where_its_bundle_is_named()
    {
        await using var world = await World.StartAsync(plan => plan.Set("gateway_ca_file", _bundle.Path).WithUpstream(upstream => upstream.Certificate = _authority.IssueCertificate()));
        Expect.Passed(await world.CallWithToken("GET", "/system/functions").SendAsync(), world);
    }

    [Theory]
    [InlineData("127.0.0.1", 10, false)]
    [InlineData("gateway.openfaas", 10, true)]
    [InlineData("127.0.0.1", -0.5, true)]
    public async Task An_openfaas_with_any_other_certificate_never_sees_the_credential(string host, double daysLeft, bool namesBundle)
    {
        await using var world = await World.StartAsync(plan =>
        {
            plan.WithUpstream(upstream => upstream.Certificate = _authority.IssueCertificate(host, daysLeft));
            if (namesBundle) plan.Set("gateway_ca_file", _bundle.Path);
        });
        Expect.Refused(await world.CallWithToken("GET", "/system/functions").SendAsync(), 502, "upstream_unreachable");
        Expect.NothingForwarded(world);
    }

    public void Dispose()
    {
        _bundle.Dispose();
        _authority.Dispose();
    }
}
