using IndirectProvider.Data;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Diagnostics;

namespace IndirectProvider.Web.Hosting;

/// <summary>
/// One line in the log for a request that failed since the database is away, by which the reference on the error page is found. A
/// stack trace for each would say nothing more and bury the rest.
/// </summary>
public sealed partial class DatabaseOutage(IDatabaseDialect dialect, ILogger<DatabaseOutage> log)
{
    /// <summary>Whether the failure of a request was logged here and needs no words of the framework's.</summary>
    public bool Logs(ExceptionHandlerSuppressDiagnosticsContext context)
    {
        if (!dialect.IsAway(context.Exception))
        {
            return false;
        }

        var cause = context.Exception.GetBaseException();
        Away(RequestActor.CorrelationId(context.HttpContext), cause.GetType().Name);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "The database can't be reached: request {CorrelationId} was answered with 503 ({Failure}).")]
    private partial void Away(string correlationId, string failure);
}
