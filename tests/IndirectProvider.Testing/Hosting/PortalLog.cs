using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IndirectProvider.Testing.Hosting;

/// <summary>One line the portal logged.</summary>
public sealed record PortalLogLine(LogLevel Level, string Category, string Text);

/// <summary>Keeps everything the portal logs, so tests can look for errors and for secrets that must not be there.</summary>
public sealed class PortalLog : ILoggerProvider
{
    private readonly ConcurrentQueue<PortalLogLine> _lines = new();

    /// <summary>All lines so far.</summary>
    public IReadOnlyList<PortalLogLine> Lines => [.. _lines];

    /// <summary>Lines of level error and above.</summary>
    public IReadOnlyList<PortalLogLine> Errors => [.. _lines.Where(line => line.Level >= LogLevel.Error)];

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    /// <inheritdoc />
    public void Dispose()
    {
        // The lines outlive the portal: a test reads them after it has stopped.
    }

    private sealed class Writer(PortalLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log._lines.Enqueue(new PortalLogLine(logLevel, category, exception is null ? formatter(state, exception) : $"{formatter(state, exception)}\n{exception}"));
    }
}
