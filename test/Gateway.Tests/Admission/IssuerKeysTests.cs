using System.Diagnostics.Metrics;
using FederatedGateway.Admission;
using FederatedGateway.Configuration;
using FederatedGateway.Observability;
using FederatedGateway.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FederatedGateway.Tests.Admission;

/// <summary>The life of the keys, with a real issuer and a clock that the test moves.</summary>
public sealed class IssuerKeysTests : IAsyncLifetime
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MaxStale = TimeSpan.FromHours(1);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new();
    private readonly TestIssuer _issuer = new();
    private IssuerDocuments _documents = null!;
    private IssuerKeys _keys = null!;

    public async ValueTask InitializeAsync()
    {
        var options = new IssuerOptions
        {
            Issuer = _issuer.Issuer,
            Audiences = [WorldPlan.Audience],
            Algorithms = SignatureAlgorithm.Default,
            Keys = new KeyOptions { RefreshInterval = Interval, MaxStale = MaxStale },
        };
        _documents = new IssuerDocuments(options, _time);
        _keys = new IssuerKeys(options, _documents, _time, new GatewayMetrics(_services.GetRequiredService<IMeterFactory>()), NullLogger<IssuerKeys>.Instance);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task They_are_loaded_in_the_background_and_confirmed_every_interval()
    {
        await StartAsync();
        Assert.Equal(1, _issuer.Keys.Fetches);

        await AdvanceToNextFetchAsync(Interval);
        Assert.Equal(2, _issuer.Keys.Fetches);
    }

    [Fact]
    public async Task The_same_keys_keep_their_generation_and_others_get_a_new_one()
    {
        await StartAsync();
        var first = _keys.Current!;
        await AdvanceToNextFetchAsync(Interval);
        Assert.Same(first, _keys.Current);

        _issuer.Rotate(SigningKey.Shared(2));
        await AdvanceToNextFetchAsync(Interval);
        await Eventually.TrueAsync(() => _keys.Current!.Generation == first.Generation + 1, "the new key set is in force");
    }

    [Fact]
    public async Task An_issuer_that_is_down_at_start_is_asked_again_with_growing_patience()
    {
        await _keys.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => _keys.Fault?.Contains("cannot be fetched", StringComparison.Ordinal) == true, "the first attempt fails");
        Assert.Null(_keys.Current);

        await _issuer.ComeUpAsync();
        await Eventually.TrueAsync(
            () =>
            {
                if (_keys.Current is null)
                    _time.Advance(TimeSpan.FromSeconds(1));
                return _keys.Current is not null && _keys.Fault is null;
            },
            "the keys are loaded once the issuer is up");
    }

    [Fact]
    public async Task Good_keys_serve_an_outage_until_they_are_too_old()
    {
        await StartAsync();
        await _issuer.GoDownAsync();

        _time.Advance(MaxStale);
        Assert.NotNull(_keys.Current);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(_keys.Current);
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(200, "{}")]
    [InlineData(200, "{\"keys\":[]}")]
    [InlineData(200, "{\"keys\":null}")]
    [InlineData(200, "<html>")]
    public async Task An_answer_without_keys_never_replaces_good_ones(int status, string body)
    {
        await StartAsync();
        var good = _keys.Current;
        _issuer.Keys.Answer(status, body);
        await AdvanceToNextFetchAsync(Interval);

        await Eventually.TrueAsync(() => _keys.Fault is not null, "the fault is noticed");
        Assert.Same(good, _keys.Current);
    }

    [Fact]
    public async Task A_thousand_callers_cost_one_fetch()
    {
        await StartAsync();
        var seen = _keys.Current!;
        _issuer.Rotate(SigningKey.Shared(2));
        var refreshes = Enumerable.Range(0, 1000).Select(_ => _keys.RefreshAsync(seen, CancellationToken.None)).ToArray();

        Assert.All(await Task.WhenAll(refreshes).WithinLimit("all callers are served"), Assert.True);
        Assert.Equal(2, _issuer.Keys.Fetches);
        Assert.NotEqual(seen.Generation, _keys.Current!.Generation);
    }

    [Fact]
    public async Task Fetches_that_tokens_ask_for_keep_their_distance_but_each_gets_one()
    {
        await StartAsync();
        var seen = _keys.Current!;
        Assert.True(await _keys.RefreshAsync(seen, CancellationToken.None));
        Assert.Equal(2, _issuer.Keys.Fetches);

        var second = _keys.RefreshAsync(seen, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(2.4));
        Assert.False(second.IsCompleted);
        Assert.Equal(2, _issuer.Keys.Fetches);

        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(await second.WithinLimit("the second fetch has its turn"));
        Assert.Equal(3, _issuer.Keys.Fetches);
    }

    [Fact]
    public async Task A_refresh_that_must_not_wait_does_nothing_out_of_turn()
    {
        await StartAsync();
        var seen = _keys.Current!;
        Assert.True(await _keys.TryRefreshAsync(seen, CancellationToken.None));
        Assert.False(await _keys.TryRefreshAsync(seen, CancellationToken.None));
        Assert.Equal(2, _issuer.Keys.Fetches);
    }

    [Fact]
    public async Task Keys_that_moved_are_found_by_the_next_fetch_after_one_that_failed()
    {
        await StartAsync();
        var discoveries = _issuer.Discovery.Fetches;
        _issuer.Keys.Answer(404, "moved");
        Assert.False(await _keys.RefreshAsync(_keys.Current!, CancellationToken.None));
        Assert.Equal(discoveries, _issuer.Discovery.Fetches);

        var next = _keys.RefreshAsync(_keys.Current!, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(2.5));
        Assert.False(await next);
        Assert.Equal(discoveries + 1, _issuer.Discovery.Fetches);
    }

    [Fact]
    public async Task A_caller_that_gives_up_does_not_take_the_fetch_with_him()
    {
        await StartAsync();
        _issuer.Rotate(SigningKey.Shared(2));
        _issuer.Keys.Hold();
        using var impatience = new CancellationTokenSource();
        var impatient = _keys.RefreshAsync(_keys.Current!, impatience.Token);
        var patient = _keys.RefreshAsync(_keys.Current!, CancellationToken.None);
        await Eventually.TrueAsync(() => _issuer.Keys.Fetches == 2, "the fetch is under way");
        await impatience.CancelAsync();
        _issuer.Keys.Release();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.True(await patient.WithinLimit("the patient caller is served"));
        Assert.Equal(2, _issuer.Keys.Fetches);
    }

    public async ValueTask DisposeAsync()
    {
        await _keys.StopAsync(CancellationToken.None);
        _keys.Dispose();
        _documents.Dispose();
        await _issuer.DisposeAsync();
        await _services.DisposeAsync();
    }

    private async Task StartAsync()
    {
        await _issuer.ComeUpAsync();
        await _keys.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => _keys.Current is not null, "the keys are loaded");
    }

    private async Task AdvanceToNextFetchAsync(TimeSpan step)
    {
        var before = _issuer.Keys.Fetches;
        // The background loop may not have begun to wait yet when its fetch is already over, so the clock may have to move twice.
        await Eventually.TrueAsync(
            () =>
            {
                if (_issuer.Keys.Fetches == before)
                    _time.Advance(step);
                return _issuer.Keys.Fetches > before;
            },
            "the keys are fetched again");
    }
}
