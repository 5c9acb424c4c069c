using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace FederatedGateway.Testing;

/// <summary>
/// Stands where OpenFaaS stands: asks for Basic authentication on <c>/system</c> and for none elsewhere, records every request as
/// it was on the wire, and answers by a script. It speaks HTTP over bare sockets, so that nothing is normalised on the way in.
/// </summary>
public sealed class RecordingUpstream : IAsyncDisposable
{
    private readonly ReservedPort _port = new();
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly ConcurrentDictionary<Socket, Task> _connections = new();
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;

    private RecordingUpstream()
    {
    }

    public Uri Address => new($"{(Certificate is null ? "http" : "https")}://127.0.0.1:{_port.Number}");

    /// <summary>Set before the gateway starts: speaks TLS.</summary>
    public X509Certificate2? Certificate { get; set; }

    public string User { get; set; } = "admin";

    /// <summary>May change at any time, as after a restart of OpenFaaS with a rotated secret.</summary>
    public string Password { get; set; } = "s3cret-Of-The-Cluster";

    /// <summary>The value of the only Authorization header that <c>/system</c> accepts.</summary>
    public string BasicValue => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"))}";

    /// <summary>Off, it answers before it looks at the credential, as OpenFaaS's router does with 404 and 405.</summary>
    public bool ChecksCredential { get; set; } = true;

    /// <summary>Answers what passed the Basic check.</summary>
    public Func<UpstreamExchange, Task> Script { get; set; } = exchange => exchange.RespondAsync("200 OK", "ok", "Content-Type: text/plain");

    /// <summary>Everything received so far, refused credentials included, in order of arrival.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>The one request received.</summary>
    public RecordedRequest Only => Requests switch
    {
        [var only] => only,
        var requests => throw new InvalidOperationException($"{requests.Count} requests reached the upstream:\n{string.Join("\n\n", requests)}"),
    };

    public static RecordingUpstream Start()
    {
        var upstream = new RecordingUpstream();
        upstream.ComeUp();
        return upstream;
    }

    public void Forget() => _requests.Clear();

    /// <summary>Listens again, on the same port.</summary>
    public void ComeUp()
    {
        _listener = _port.Take();
        _listener.Listen();
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Refuses connections from now on and drops the existing ones; the port stays reserved.</summary>
    public async Task GoDownAsync()
    {
        await CloseAsync();
        _port.Reserve();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _port.Dispose();
    }

    private async Task CloseAsync()
    {
        _listener?.Dispose();
        // A pending accept keeps the port in use.
        await _accepting;
        foreach (var socket in _connections.Keys) socket.Dispose();
        await Task.WhenAll(_connections.Values);
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            try
            {
                var socket = await listener.AcceptAsync();
                socket.NoDelay = true;
                _connections[socket] = ServeAsync(socket);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await Task.Yield();
        try
        {
            await using var stream = await OpenAsync(socket);
            var reader = new WireReader(stream, Timeout.InfiniteTimeSpan);
            while (await reader.ReadHeadAsync() is { } head)
            {
                var request = new RecordedRequest(head);
                _requests.Enqueue(request);
                var exchange = new UpstreamExchange(socket, stream, reader, request);
                await (MayEnter(request) ? Script(exchange) : RefuseAsync(exchange));
                if (exchange.MustClose) return;
                await exchange.ReadBodyAsync();
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or AuthenticationException)
        {
            // The peer is gone or the test is over; what was received is recorded.
        }
        finally
        {
            _connections.TryRemove(socket, out _);
        }
    }

    private async Task<Stream> OpenAsync(Socket socket)
    {
        var stream = new NetworkStream(socket, ownsSocket: true);
        if (Certificate is null) return stream;
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(Certificate);
        return tls;
    }

    // Only the first Authorization header counts, as in OpenFaaS.
    private bool MayEnter(RecordedRequest request) =>
        !ChecksCredential || !request.Target.StartsWith("/system", StringComparison.Ordinal) || request.Values("Authorization") is [var first, ..] && first == BasicValue;

    // Before it asks for a body, as OpenFaaS's server does.
    private static Task RefuseAsync(UpstreamExchange exchange) => exchange.WriteAsync(
        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"Restricted\"\r\nContent-Type: text/plain; charset=utf-8\r\n"
        + (exchange.Request.Method == "HEAD" ? "Content-Length: 19\r\n\r\n" : "Content-Length: 19\r\n\r\ninvalid credentials"));
}
