using System.Diagnostics.Metrics;
using FederatedGateway.Admission;
using FederatedGateway.Configuration;
using FederatedGateway.Observability;
using FederatedGateway.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FederatedGateway.Tests.Admission;

/// <summary>A token validator of the product, with keys from a file and a given clock, and nothing around it.</summary>
internal sealed class ValidatorWorld : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly string _file = Path.GetTempFileName();
    private readonly IssuerDocuments _documents;
    private readonly IssuerKeys _keys;
    private readonly TokenValidator _validator;

    private ValidatorWorld(IssuerOptions options, string keySet, TimeProvider time)
    {
        File.WriteAllText(_file, keySet);
        options = options with { Keys = new KeyOptions { JwksFile = _file, MaxStale = TimeSpan.FromDays(10_000) } };
        var metrics = new GatewayMetrics(_services.GetRequiredService<IMeterFactory>());
        _documents = new IssuerDocuments(options, time);
        _keys = new IssuerKeys(options, _documents, time, metrics, NullLogger<IssuerKeys>.Instance);
        _validator = new TokenValidator(new TrustedIssuers([new TrustedIssuer(options, _keys)], metrics), time, metrics, NullLogger<TokenValidator>.Instance);
    }

    public static async Task<ValidatorWorld> StartAsync(IssuerOptions options, string keySet, TimeProvider time)
    {
        var world = new ValidatorWorld(options, keySet, time);
        await world._keys.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => world._keys.Current is not null, "the keys are read from the file");
        return world;
    }

    public async Task<Verdict> ValidateAsync(string compact)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Authorization = "Bearer " + compact;
        return BearerToken.TryRead(request, out var token, out var refusal)
            ? await _validator.ValidateAsync(token!, CancellationToken.None)
            : Verdict.Refused(refusal);
    }

    public async ValueTask DisposeAsync()
    {
        await _keys.StopAsync(CancellationToken.None);
        _keys.Dispose();
        _documents.Dispose();
        await _services.DisposeAsync();
        File.Delete(_file);
    }
}
