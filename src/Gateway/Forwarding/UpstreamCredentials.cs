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

    private volatile State _state = new(null, null, null, "the files have not been read yet");
    private UpstreamCredential? _accepted;
    private long _lookedAt;
    private int _lastGeneration;

    public UpstreamCredentials(UpstreamOptions options, TimeProvider time, GatewayMetrics metrics, ILogger<UpstreamCredentials> log)
    {
        (_folder, _time, _log) = (options.SecretMountPath, time, log);
        lock (_lock)
            Look();
        metrics.ObserveCredential(() => _state.Newest?.Generation ?? 0);
    }

    /// <summary>What the files hold, what goes first, and what is tried when that is refused.</summary>
    private sealed record State(UpstreamCredential? Newest, UpstreamCredential? Preferred, UpstreamCredential? Other, string? Fault);

    /// <summary>
    /// What to offer, in order; empty when the files give no credential. Settled once OpenFaaS has taken the newest: then the other
    /// is not expected to be needed.
    /// </summary>
    public (UpstreamCredential? First, UpstreamCredential? Second, bool Settled) Offer()
    {
        LookIfDue();
        var state = _state;
        return (state.Preferred, state.Other, state.Other is null || ReferenceEquals(Volatile.Read(ref _accepted), state.Newest));
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
    public UpstreamCredential? LookNow(UpstreamCredential first, UpstreamCredential? second)
    {
        lock (_lock)
            Look();
        var newest = _state.Newest;
        return newest == first || newest == second ? null : newest;
    }

    /// <summary>OpenFaaS took this one, and said so by doing what was asked. From now on it goes first.</summary>
    public void Accepted(UpstreamCredential credential)
    {
        if (ReferenceEquals(Volatile.Read(ref _accepted), credential) && _state.Other != credential)
            return;
        lock (_lock)
        {
            var state = _state;
            if (state.Other == credential)
                _state = state with { Preferred = credential, Other = state.Preferred };
            if (ReferenceEquals(_accepted, credential))
                return;
            _accepted = credential;
            _log.CredentialAccepted(credential.Generation);
        }
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
            _state = new(null, null, null, fault);
            return;
        }

        var former = _state;
        var read = new UpstreamCredential(user, password, _lastGeneration + 1);
        if (former.Newest?.Header == read.Header)
            return;
        _lastGeneration = read.Generation;
        // What OpenFaaS last took is what it will want until its restart, however often the files change, or vanish, before that.
        var other = _accepted ?? former.Preferred;
        _state = new(read, read, other?.Header == read.Header ? null : other, Fault: null);
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
