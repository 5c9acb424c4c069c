using System.Net.Security;
using FederatedGateway.Configuration;
using FederatedGateway.Observability;

namespace FederatedGateway.Tls;

/// <summary>
/// The certificate that new connections get, followed as its files change (cert-manager renews it, Kubernetes swaps the mount). Files that
/// do not go together never replace one that works; connections that stand keep the one they began with.
/// </summary>
internal sealed class ServingCertificate
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(1);

    private readonly TlsOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ServingCertificate> _log;
    private readonly Lock _lock = new();

    private volatile ServerCertificate _current;
    private string? _fault;
    private long _lookedAt;

    public ServingCertificate(TlsOptions options, TimeProvider time, GatewayMetrics metrics, ILogger<ServingCertificate> log)
    {
        (_options, _time, _log) = (options, time, log);
        _current = ServerCertificate.Load(options, current: null, out var fault) ?? throw new GatewayConfigurationException([TlsOptions.Unusable(options, fault!)]);
        _lookedAt = time.GetTimestamp();
        log.CertificateLoaded(_options.CertFile, _current.Expires);
        metrics.ObserveCertificate(() => _current.Expires);
    }

    public SslServerAuthenticationOptions Offer()
    {
        LookIfDue();
        return _current.Options;
    }

    private void LookIfDue()
    {
        if (_time.GetElapsedTime(Interlocked.Read(ref _lookedAt)) < LookAgainAfter || !_lock.TryEnter())
            return;
        try
        {
            Interlocked.Exchange(ref _lookedAt, _time.GetTimestamp());
            Look();
        }
        finally
        {
            _lock.Exit();
        }
    }

    private void Look()
    {
        var read = ServerCertificate.Load(_options, _current, out var fault);
        if (read is not null && read != _current && read.HasExpired(_time.GetUtcNow()) && !_current.HasExpired(_time.GetUtcNow()))
            fault = $"it expired at {read.Expires:u}";
        if (fault is not null && fault != _fault)
            _log.CertificateNotRenewed(_options.CertFile, _options.KeyFile, fault);
        _fault = fault;
        if (read is null || read == _current || fault is not null)
            return;

        // The former is left to the collector: handshakes under way still hold it.
        _current = read;
        _log.CertificateLoaded(_options.CertFile, read.Expires);
    }
}
