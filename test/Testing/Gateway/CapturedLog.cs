using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FederatedGateway.Testing;

/// <summary>Everything the gateway said: log lines with their values and exceptions, or the output of its process.</summary>
public sealed class CapturedLog : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _lines = new();
    private IExternalScopeProvider? _scopes;

    public IReadOnlyList<string> Lines => [.. _lines];

    public string Text => string.Join('\n', _lines);

    public void Add(string line) => _lines.Enqueue(line);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose()
    {
        // The log outlives the logger factory: tests read it after the gateway has stopped.
    }

    private sealed class Writer(CapturedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // The values too: a secret in a structured value is as public as one in the message.
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(p => $"{p.Key}={p.Value}")) : "";
            var scopes = new List<string>();
            log._scopes?.ForEachScope((scope, all) => all.Add(scope?.ToString() ?? ""), scopes);
            log.Add($"{logLevel} {category} {formatter(state, exception)} {{{values}}} [{string.Join(' ', scopes)}] {exception}");
        }
    }
}
