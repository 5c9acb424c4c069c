using System.Diagnostics.Metrics;
using FederatedGateway.Admission;

namespace FederatedGateway.Observability;

/// <summary>
/// The gateway's own instruments, beside the standard HTTP ones. Every label has a fixed set of values: nothing a caller sends becomes one.
/// </summary>
internal sealed class GatewayMetrics
{
    public const string MeterName = "FederatedGateway";

    private readonly Meter _meter;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _keyFetches;
    private readonly Counter<long> _refreshesDenied;
    private readonly Counter<long> _tokenLookups;
    private readonly Counter<long> _matchedByClient;
    private readonly Counter<long> _credentialRejected;
    private readonly UpDownCounter<long> _inFlight;

    public GatewayMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _requests = _meter.CreateCounter<long>("fedgw_requests", description: "Requests on the public listener, by route, method, status and reason of refusal.");
        _keyFetches = _meter.CreateCounter<long>("fedgw_jwks_fetch", description: "Fetches of the issuer's keys.");
        _refreshesDenied = _meter.CreateCounter<long>("fedgw_jwks_refresh_denied", description: "Tokens that could not wait for a fetch because too many did.");
        _tokenLookups = _meter.CreateCounter<long>("fedgw_token_cache", description: "Look-ups of remembered tokens.");
        _matchedByClient = _meter.CreateCounter<long>("fedgw_auth_match_client", description: "Tokens verified that matched by client instead of by audience.");
        _credentialRejected = _meter.CreateCounter<long>("fedgw_upstream_credential_rejected", description: "Times OpenFaaS refused a credential of ours.");
        _inFlight = _meter.CreateUpDownCounter<long>("fedgw_inflight", description: "Requests being forwarded.");
    }

    public void Answered(string route, string method, int status, string reason) =>
        _requests.Add(1, new("route", route), new("method", method), new("code", status), new("reason", reason));

    public void KeysFetched(string issuer, bool succeeded) => _keyFetches.Add(1, new("issuer", issuer), new("result", succeeded ? "success" : "failure"));

    public void RefreshDenied() => _refreshesDenied.Add(1);

    public void TokenLookedUp(bool hit) => _tokenLookups.Add(1, new KeyValuePair<string, object?>("result", hit ? "hit" : "miss"));

    public void MatchedByClient() => _matchedByClient.Add(1);

    public void CredentialRejected() => _credentialRejected.Add(1);

    public InFlight BeginForward(string route) => new(_inFlight, route);

    /// <summary>Observes the keys of each issuer; the names of the issuers are the configuration's.</summary>
    public void ObserveKeys(TrustedIssuers issuers)
    {
        _meter.CreateObservableGauge("fedgw_jwks_keys", () => Measure(issuers.All, keys => keys.Statistics?.Count ?? 0), description: "Usable keys of the issuer.");
        _meter.CreateObservableGauge("fedgw_jwks_age_seconds", () => Measure(issuers.All.Where(issuer => issuer.Keys.Statistics is not null), keys => keys.Statistics?.AgeSeconds ?? 0), description: "Time since the keys were last confirmed.");
        _meter.CreateObservableGauge("fedgw_jwks_generation", () => Measure(issuers.All, keys => keys.Statistics?.Generation ?? 0), description: "Counts up with each change of the key set.");
    }

    private static IEnumerable<Measurement<T>> Measure<T>(IEnumerable<TrustedIssuer> issuers, Func<IssuerKeys, T> read) where T : struct =>
        issuers.Select(issuer => new Measurement<T>(read(issuer.Keys), new KeyValuePair<string, object?>("issuer", issuer.Options.Issuer)));

    public void ObserveCredential(Func<int> generation) =>
        _meter.CreateObservableGauge("fedgw_upstream_credential_generation", generation, description: "Generation of the credential last read; 0 while there is none.");

    public void ObserveCertificate(Func<DateTimeOffset> expires) =>
        _meter.CreateObservableGauge("fedgw_tls_certificate_expires_timestamp_seconds", () => expires().ToUnixTimeSeconds(), description: "When the certificate in use expires, in Unix time.");

    public VerifiedTokens Observe(VerifiedTokens tokens)
    {
        _meter.CreateObservableGauge("fedgw_token_cache_entries", () => tokens.Count, description: "Remembered tokens.");
        return tokens;
    }

    /// <summary>One request being forwarded; ends when disposed.</summary>
    public readonly struct InFlight : IDisposable
    {
        private readonly UpDownCounter<long> _counter;
        private readonly string _route;

        public InFlight(UpDownCounter<long> counter, string route)
        {
            (_counter, _route) = (counter, route);
            _counter.Add(1, new KeyValuePair<string, object?>("route", _route));
        }

        public void Dispose() => _counter.Add(-1, new KeyValuePair<string, object?>("route", _route));
    }
}
