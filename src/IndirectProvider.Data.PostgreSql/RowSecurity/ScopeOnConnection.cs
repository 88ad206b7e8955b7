using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace IndirectProvider.Data.PostgreSql.RowSecurity;

/// <summary>
/// Tells the database whom a connection acts for, each time a context opens it. The pool forgets it when the connection is
/// given back (DISCARD ALL), and a connection that was told nothing sees no rows. With the policies of all tables in it a query has
/// hundreds of expressions, which the server must not compile: that takes a minute where the query takes milliseconds.
/// </summary>
internal sealed class ScopeOnConnection : DbConnectionInterceptor
{
    private const string Tell =
        "SELECT set_config('jit', 'off', false), set_config('portal.viewpoint', $1, false), set_config('portal.provider', $2, false), set_config('portal.reseller', $3, false), "
        + "set_config('portal.customer', $4, false), set_config('portal.user', $5, false)";

    /// <inheritdoc/>
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command(connection, eventData);
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection, eventData);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(DbConnection connection, ConnectionEndEventData eventData)
    {
        var scope = ((PortalDbContext)eventData.Context!).Scope;
        return new NpgsqlCommand(Tell, (NpgsqlConnection)connection)
        {
            Parameters =
            {
                new() { Value = scope.Viewpoint.ToString() },
                new() { Value = Text(scope.ProviderId) },
                new() { Value = Text(scope.ResellerId) },
                new() { Value = Text(scope.CustomerId) },
                new() { Value = Text(scope.UserId) },
            },
        };
    }

    private static string Text(Guid id) => id == Guid.Empty ? "" : id.ToString();
}
