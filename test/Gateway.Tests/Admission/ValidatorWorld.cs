using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using FederatedGateway.Admission;
using FederatedGateway.Configuration;
using FederatedGateway.Observability;
using FederatedGateway.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FederatedGateway.Tests.Admission;

/// <summary>A token validator of the product, with keys from a file and the system's clock, and nothing around it.</summary>
internal sealed class ValidatorWorld : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly string _file = Path.GetTempFileName();
    private readonly IssuerDocuments _documents;
    private readonly IssuerKeys _keys;
    private readonly TokenValidator _validator;

    private ValidatorWorld(IssuerOptions options, IEnumerable<SigningKey> keys)
    {
        File.WriteAllText(_file, Publish(keys));
        options = options with { Keys = new KeyOptions { JwksFile = _file } };
        var metrics = new GatewayMetrics(_services.GetRequiredService<IMeterFactory>());
        _documents = new IssuerDocuments(options, TimeProvider.System);
        _keys = new IssuerKeys(options, _documents, TimeProvider.System, metrics, NullLogger<IssuerKeys>.Instance);
        _validator = new TokenValidator(new TrustedIssuers([new TrustedIssuer(options, _keys)], metrics), TimeProvider.System, metrics, NullLogger<TokenValidator>.Instance);
    }

    public static async Task<ValidatorWorld> StartAsync(IssuerOptions options, IEnumerable<SigningKey> keys)
    {
        var world = new ValidatorWorld(options, keys);
        await world._keys.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => world._keys.Current is not null, "the keys are read from the file");
        return world;
    }

    public static string Publish(IEnumerable<SigningKey> keys) =>
        new JsonObject { ["keys"] = new JsonArray([.. keys.Select(key => key.ToJwk())]) }.ToJsonString();

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
