using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace FederatedGateway.Playground.OpenFaas;

/// <summary>The log of all functions: the last lines are kept, and followers see each line as it is written.</summary>
internal sealed class FunctionLog(TimeProvider clock)
{
    private const int Kept = 1000;

    private readonly Lock _gate = new();
    private readonly Queue<LogMessage> _lines = new();
    private readonly List<Channel<LogMessage>> _followers = [];

    public void Write(Function function, string text)
    {
        var line = new LogMessage(function.Name, FunctionStore.Namespace, function.Instance, clock.GetUtcNow(), text);
        lock (_gate)
        {
            if (_lines.Count == Kept) _lines.Dequeue();
            _lines.Enqueue(line);
            foreach (var follower in _followers) follower.Writer.TryWrite(line);
        }
    }

    /// <summary>The kept lines that fit the query, then, when it follows, each new one until the caller leaves.</summary>
    public async IAsyncEnumerable<LogMessage> ReadAsync(LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var follower = Channel.CreateUnbounded<LogMessage>();
        LogMessage[] past;
        lock (_gate)
        {
            past = query.Select(_lines);
            if (query.Follow) _followers.Add(follower);
        }

        try
        {
            foreach (var line in past) yield return line;
            if (!query.Follow) yield break;
            await foreach (var line in follower.Reader.ReadAllAsync(cancellationToken))
            {
                if (query.Matches(line)) yield return line;
            }
        }
        finally
        {
            lock (_gate) _followers.Remove(follower);
        }
    }
}
