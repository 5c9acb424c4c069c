using System.Collections.Concurrent;

namespace FederatedGateway.Playground.Platform;

/// <summary>Keeps the warnings and errors of all servers until they are drained, so that the log never floods the walk.</summary>
internal sealed class WarningLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public void Configure(ILoggingBuilder logging) => logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddProvider(this);

    public ILogger CreateLogger(string categoryName) => new CategoryLogger(categoryName, _lines);

    /// <summary>The lines since the last call; what both gateways say is said once.</summary>
    public IReadOnlyCollection<string> Drain()
    {
        var lines = new List<string>();
        while (_lines.TryDequeue(out var line))
        {
            if (!lines.Contains(line)) lines.Add(line);
        }

        return lines;
    }

    public void Dispose()
    {
    }

    private sealed class CategoryLogger(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var cause = exception is null ? "" : $": {exception.GetType().Name}: {exception.Message}";
            lines.Enqueue($"{(logLevel == LogLevel.Warning ? "warning" : "error")} {category}: {formatter(state, exception)}{cause}");
        }
    }
}
