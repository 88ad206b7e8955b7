using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace IndirectProvider.Data;

/// <summary>What a query says to its database about how it is to be answered.</summary>
public static class Planning
{
    /// <summary>
    /// The condition itself, asked of each row as it comes: SQLite looks for no index that would serve it. It knows how many values a
    /// column has and not how often each of them stands there, so it would sooner sort the million rows that an index finds than walk
    /// fifty in the list's order. The other databases know.
    /// </summary>
    /// <param name="condition">A condition of the row.</param>
    /// <exception cref="InvalidOperationException">Called outside a query.</exception>
    public static bool AsItComes(bool condition) => throw new InvalidOperationException("This stands in queries only.");

    internal static void Map(ModelBuilder builder, bool isSqlite) =>
        builder.HasDbFunction(((Func<bool, bool>)AsItComes).Method).HasTranslation(arguments => isSqlite
            ? new SqlFunctionExpression(
                "ifnull",
                [arguments[0], new SqlConstantExpression(false, arguments[0].TypeMapping)],
                nullable: false,
                argumentsPropagateNullability: [false, false],
                typeof(bool),
                arguments[0].TypeMapping)
            : arguments[0]);
}
