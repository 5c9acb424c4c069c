using FederatedGateway.Configuration;
using FederatedGateway.Observability;

namespace FederatedGateway.Forwarding;

/// <summary>
/// The credential as the secret's two files hold it, followed as they change. OpenFaaS reads them only once, at its own start, so after
/// a rotation it may still want the previous one: both are kept, and whichever OpenFaaS last accepted is offered first.
/// </summary>
internal sealed class UpstreamCredentials
{
    private const string UserFile = "basic-auth-user";
    private const string PasswordFile = "basic-auth-password";
    private const int MostLooks = 3;
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(1);

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly ILogger<UpstreamCredentials> _log;
    private readonly Lock _lock = new();

    private volatile State _state = new(null, null, Confirmed: true, Fault: null);
    private long _lookedAt;
    private int _lastGeneration;

    public UpstreamCredentials(UpstreamOptions options, TimeProvider time, GatewayMetrics metrics, ILogger<UpstreamCredentials> log)
    {
        (_folder, _time, _log) = (options.SecretMountPath, time, log);
        lock (_lock)
            Look();
        metrics.ObserveCredential(() => Latest()?.Generation ?? 0);
    }

    /// <summary><paramref name="Preferred"/> goes first; <paramref name="Other"/> is tried when it is refused; confirmed once OpenFaaS has taken the newest.</summary>
    private sealed record State(UpstreamCredential? Preferred, UpstreamCredential? Other, bool Confirmed, string? Fault);

    /// <summary>What to offer, in order. Empty when the files give no credential.</summary>
    public (UpstreamCredential? First, UpstreamCredential? Second) Offer()
    {
        LookIfDue();
        var state = _state;
        return (state.Preferred, state.Confirmed ? null : state.Other);
    }

    /// <summary>Why there is no credential, with the cure; null when there is one.</summary>
    public string? Fault
    {
        get
        {
            LookIfDue();
            return _state.Fault;
        }
    }

    /// <summary>OpenFaaS refused everything it was offered: reads the files at once and gives what they hold now, if that was not offered.</summary>
    public UpstreamCredential? LookNow(params ReadOnlySpan<UpstreamCredential?> offered)
    {
        lock (_lock)
            Look();
        var newest = Latest();
        foreach (var credential in offered)
        {
            if (credential?.Generation == newest?.Generation)
                return null;
        }

        return newest;
    }

    /// <summary>OpenFaaS took this one. From now on it goes first.</summary>
    public void Accepted(UpstreamCredential credential)
    {
        var state = _state;
        if (state.Preferred == credential && state.Confirmed)
            return;
        lock (_lock)
        {
            state = _state;
            if (state.Preferred != credential && state.Other != credential)
                return;
            var other = state.Preferred == credential ? state.Other : state.Preferred;
            // Once the newest is in use the previous one is kept only for the next rotation to forget.
            _state = state with { Preferred = credential, Other = other, Confirmed = credential.Generation > (other?.Generation ?? 0) };
            _log.CredentialAccepted(credential.Generation);
        }
    }

    private UpstreamCredential? Latest()
    {
        var state = _state;
        return (state.Other?.Generation ?? 0) > (state.Preferred?.Generation ?? 0) ? state.Other : state.Preferred;
    }

    private void LookIfDue()
    {
        if (_time.GetElapsedTime(Interlocked.Read(ref _lookedAt)) < LookAgainAfter || !_lock.TryEnter())
            return;
        try
        {
            Look();
        }
        finally
        {
            _lock.Exit();
        }
    }

    private void Look()
    {
        Interlocked.Exchange(ref _lookedAt, _time.GetTimestamp());
        var fault = TryRead(out var user, out var password);
        if (fault is not null)
        {
            if (_state.Fault != fault)
                _log.CredentialUnavailable(fault);
            _state = new(null, null, Confirmed: true, fault);
            return;
        }

        var newest = Latest();
        var read = new UpstreamCredential(user, password, _lastGeneration + 1);
        if (newest?.Header == read.Header)
            return;
        _lastGeneration = read.Generation;
        _state = new(read, newest is null ? null : _state.Preferred, Confirmed: newest is null, Fault: null);
        _log.CredentialRead(_folder, read.Generation);
    }

    /// <summary>
    /// Both values of one generation of the secret. Kubernetes swaps the folder under its files, perhaps between two reads, so what was
    /// read counts only when a second look finds the same.
    /// </summary>
    private string? TryRead(out string user, out string password)
    {
        var fault = TryReadOnce(out user, out password);
        for (var look = 0; look < MostLooks; look++)
        {
            var (seenUser, seenPassword, seenFault) = (user, password, fault);
            fault = TryReadOnce(out user, out password);
            if ((user, password, fault) == (seenUser, seenPassword, seenFault))
                break;
        }

        return fault;
    }

    private string? TryReadOnce(out string user, out string password)
    {
        (user, password) = ("", "");
        var fault = TryReadFile(UserFile, out var first) ?? TryReadFile(PasswordFile, out password);
        user = first;
        // RFC 7617 §2: the first colon ends the user name, so one inside it cannot be sent.
        return fault ?? (user.Contains(':') ? $"{Path.Combine(_folder, UserFile)} holds a colon, which a Basic user name cannot; rename the user" : null);
    }

    private string? TryReadFile(string name, out string text)
    {
        text = "";
        var path = Path.Combine(_folder, name);
        try
        {
            text = File.ReadAllText(path).Trim();
            return text.Length == 0 ? $"{path} is empty; put the {name} of the OpenFaaS secret basic-auth into it" : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{path} cannot be read ({Cause(exception)}); mount the OpenFaaS secret basic-auth at secret_mount_path, readable for this process";
        }
    }

    private static string Cause(Exception exception) => exception switch
    {
        FileNotFoundException => "no such file",
        DirectoryNotFoundException => "no such folder",
        UnauthorizedAccessException => "permission denied",
        _ => exception.Message,
    };
}
