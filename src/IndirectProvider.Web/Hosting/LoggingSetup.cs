using IndirectProvider.Web.Security;

namespace IndirectProvider.Web.Hosting;

/// <summary>
/// Keeps the secrets of one-time links out of every log line: the framework logs request paths in many places, and
/// for those links the path is the secret.
/// </summary>
public static class LoggingSetup
{
    /// <summary>Wraps the logger factory.</summary>
    public static void AddSecretFreeLogging(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LoggerFactory>();
        builder.Services.AddSingleton<ILoggerFactory>(s => new RedactingFactory(s.GetRequiredService<LoggerFactory>()));
    }

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
                inner.Log(logLevel, eventId, Clean(state), exception, (_, e) => OneTimeLinks.WithoutSecrets(formatter(state, e)));
            }
        }

        private static object Clean(object? state) => state switch
        {
            IEnumerable<KeyValuePair<string, object?>> values => new CleanValues(
                [.. values.Select(v => v.Value is null or ValueType ? v : KeyValuePair.Create(v.Key, (object?)OneTimeLinks.WithoutSecrets(v.Value.ToString() ?? "")))],
                state.ToString() ?? ""),
            null => "",
            _ => OneTimeLinks.WithoutSecrets(state.ToString() ?? ""),
        };
    }

    private sealed class CleanValues(List<KeyValuePair<string, object?>> values, string text) : List<KeyValuePair<string, object?>>(values)
    {
        public override string ToString() => OneTimeLinks.WithoutSecrets(text);
    }
}
