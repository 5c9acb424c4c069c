using FederatedGateway.Configuration;
using FederatedGateway.Observability;

namespace FederatedGateway.Admission;

/// <summary>Where the keys of an issuer are read: a file, or the key set at the address that was configured or discovered.</summary>
internal sealed class KeySource(IssuerOptions options, IssuerDocuments documents, ILogger log) : IDisposable
{
    private Uri? _address;
    private volatile bool _rediscovers = true;

    /// <summary>
    /// The keys as they are published now; throws <see cref="IssuerDocumentException"/> where none can be had. What had to be left out of
    /// the set is said once, not again for the keys that are <paramref name="known"/>.
    /// </summary>
    public async Task<KeySet> ReadAsync(KeySet? known, CancellationToken cancellation)
    {
        byte[] bytes;
        string source;
        if (options.Keys.JwksFile is { } path)
        {
            source = path;
            bytes = ReadFile(path);
        }
        else
        {
            // Discovery is asked again when it is due, by whichever fetch comes next: a token as such must not cost the issuer two requests.
            if (_address is null || _rediscovers)
                _address = await documents.FindKeysAsync(cancellation);
            _rediscovers = false;
            source = IssuerDocuments.Print(_address);
            bytes = await documents.FetchKeysAsync(_address, cancellation);
        }

        var set = JsonWebKeys.Parse(bytes, out var fault, out var leftOut)
            ?? throw new IssuerDocumentException($"{source} holds no usable keys: {fault}", "check that it is the issuer's JWK set and holds signing keys of a supported kind");
        if (known is not null && set.SameKeysAs(known))
            return set;
        foreach (var reason in leftOut)
            log.KeyLeftOut(source, reason);
        foreach (var id in set.Exposed)
            log.PrivateKeyPublished(source, JsonWebKeys.Quote(id));
        return set;
    }

    /// <summary>The keys may have moved: the next read asks discovery again.</summary>
    public void Rediscover() => _rediscovers = true;

    public void Dispose() => documents.Dispose();

    private static byte[] ReadFile(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > IssuerDocuments.MaxBytes })
                throw new IssuerDocumentException($"jwks_file {path} is larger than 1 MiB", "check that it is the issuer's JWK set");
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IssuerDocumentException($"jwks_file {path} cannot be read: {exception.Message}", "mount the file where jwks_file says");
        }
    }
}
