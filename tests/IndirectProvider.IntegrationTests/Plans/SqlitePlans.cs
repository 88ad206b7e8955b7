using System.Text.RegularExpressions;
using IndirectProvider.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Plans;

/// <summary>Plans of SQLite, which takes one line for each table, the outermost loop first.</summary>
internal sealed partial class SqlitePlans(DbContextOptions<PortalDbContext> options) : IPlans
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<Plan> AskAsync(AskedCommand asked)
    {
        await using var db = new PortalDbContext(options, asked.Scope);
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {asked.Text}";
        foreach (SqliteParameter parameter in asked.Parameters)
        {
            command.Parameters.Add(new SqliteParameter(parameter.ParameterName, parameter.Value));
        }

        List<(int Parent, string Detail)> lines = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add((reader.GetInt32(1), reader.GetString(3)));
        }

        var text = new SqlText(asked.Text);
        yield return new([.. lines.GroupBy(l => l.Parent).SelectMany(block => Accesses(text, [.. block.Select(l => l.Detail)]))], string.Join('\n', lines));
    }

    private static IEnumerable<Access> Accesses(SqlText text, IReadOnlyList<string> block)
    {
        // Sorting the last of the terms keeps the order of the first ones, so it need not know all rows.
        var isStreamed = !block.Any(line => line.StartsWith("USE TEMP B-TREE", StringComparison.Ordinal) && !line.Contains("LAST", StringComparison.Ordinal));
        var isOutermost = true;
        foreach (var line in block)
        {
            var match = Line().Match(line);
            if (!match.Success || text.Table(match.Groups["alias"].Value) is not { } table || text.IsEmpty(match.Groups["alias"].Value))
            {
                continue;
            }

            // An index that is made for this query alone is made of the whole table.
            var bound = line.Contains("AUTOMATIC", StringComparison.Ordinal) ? [] : Column().Matches(match.Groups["bound"].Value).Select(m => m.Groups[1].Value);
            yield return new(table, [.. bound], isOutermost && isStreamed && text.IsLimited(match.Groups["alias"].Value), line);

            // What only has to be there takes no part in the order.
            isOutermost &= line.Contains(" EXISTS ", StringComparison.Ordinal);
        }
    }

    [GeneratedRegex(@"^(SCAN|SEARCH) (?<alias>\w+)\b[^(]*(\((?<bound>.*)\))?")]
    private static partial Regex Line();

    [GeneratedRegex(@"(\w+)[=<>]")]
    private static partial Regex Column();
}
