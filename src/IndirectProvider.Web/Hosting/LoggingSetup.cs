using System.Text.RegularExpressions;

namespace IndirectProvider.Web.Hosting;

/// <summary>
/// Keeps the secrets of one-time links out of every log line: the framework logs request paths in many places, and
/// for those links the path is the secret.
/// </summary>
public static partial class LoggingSetup
{
    /// <summary>First segments of one-time links, and nothing else; the secret is the second segment.</summary>
    [GeneratedRegex("(invitation|set-password|confirm-email|set-up)(/|%2F)[A-Za-z0-9_-]{20,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OneTimeLink();

    /// <summary>Wraps the logger factory.</summary>
    public static void AddSecretFreeLogging(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LoggerFactory>();
        builder.Services.AddSingleton<ILoggerFactory>(s => new RedactingFactory(s.GetRequiredService<LoggerFactory>()));
    }

    private static string Redact(string text) =>
        text.Contains('/') || text.Contains("%2F", StringComparison.OrdinalIgnoreCase) ? OneTimeLink().Replace(text, "$1$2[secret]") : text;

    private sealed class RedactingFactory(LoggerFactory inner) : ILoggerFactory
    {
        public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

        public ILogger CreateLogger(string categoryName) => new RedactingLogger(inner.CreateLogger(categoryName));

        public void Dispose() => inner.Dispose();
    }

    private sealed class RedactingLogger(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(Clean(state));

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (inner.IsEnabled(logLevel))
            {
                inner.Log(logLevel, eventId, Clean(state), exception, (_, e) => Redact(formatter(state, e)));
            }
        }

        private static object Clean(object? state) => state switch
        {
            IEnumerable<KeyValuePair<string, object?>> values => new CleanValues(
                [.. values.Select(v => v.Value is null or ValueType ? v : KeyValuePair.Create(v.Key, (object?)Redact(v.Value.ToString() ?? "")))],
                state.ToString() ?? ""),
            null => "",
            _ => Redact(state.ToString() ?? ""),
        };
    }

    private sealed class CleanValues(List<KeyValuePair<string, object?>> values, string text) : List<KeyValuePair<string, object?>>(values)
    {
        public override string ToString() => Redact(text);
    }
}
