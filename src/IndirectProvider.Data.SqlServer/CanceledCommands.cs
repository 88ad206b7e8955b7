using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IndirectProvider.Data.SqlServer;

/// <summary>
/// The driver throws a <c>SqlException</c> where a command was canceled (dotnet/SqlClient#26); everybody else expects, and gets from
/// the other drivers, an <see cref="OperationCanceledException"/>.
/// </summary>
internal sealed class CanceledCommands : DbCommandInterceptor
{
    /// <inheritdoc/>
    public override Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.CompletedTask;
    }
}
