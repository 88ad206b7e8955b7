using System.Text.Json;
using System.Text.RegularExpressions;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IndirectProvider.IntegrationTests.Plans;

/// <summary>
/// Plans of PostgreSQL. It chooses by cost, and of some thousand rows reading all costs little; the question is whether an index can serve,
/// so other ways are forbidden step by step. Whether a reseller's rows are found among its providers' or the other way round is a matter of
/// cost again, and asked of SQLite, whose indexes are the same; of tables with few rows it takes any index.
/// </summary>
/// <remarks>
/// The portal runs without row-level security here: with it a plan holds what the policies of every viewpoint look up, of which one is
/// run, and can't be told from what the query itself asks.
/// </remarks>
internal sealed partial class PostgreSqlPlans(DbContextOptions<PortalDbContext> options) : IPlans
{
    private static readonly string[] Forbidden =
    [
        "SET enable_seqscan = off; SET max_parallel_workers_per_gather = 0; SET work_mem = '64kB'; SET hash_mem_multiplier = 1",
        "SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_material = off",
        "SET enable_sort = off; SET enable_bitmapscan = off",
    ];

    /// <summary>Conditions within conditions nest.</summary>
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1_000 };

    private const string Judged = "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND reltuples >= 1000";
    private const string Partial = "SELECT indexrelid::regclass::text FROM pg_index WHERE indpred IS NOT NULL";

    private HashSet<string>? judged;
    private HashSet<string> partial = [];

    /// <inheritdoc/>
    public async IAsyncEnumerable<Plan> AskAsync(AskedCommand asked)
    {
        // What was forbidden is forgotten with the connection's return to its pool.
        await using var db = new PortalDbContext(options, asked.Scope);
        await db.Database.OpenConnectionAsync();
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        if (judged is null)
        {
            (judged, partial) = (await ReadAsync(connection, Judged), await ReadAsync(connection, Partial));
        }

        foreach (var forbid in Forbidden)
        {
            await using var setting = new NpgsqlCommand(forbid, connection);
            await setting.ExecuteNonQueryAsync();
            await using var command = new NpgsqlCommand($"EXPLAIN (FORMAT JSON) {asked.Text}", connection);
            foreach (NpgsqlParameter parameter in asked.Parameters)
            {
                command.Parameters.Add(parameter.Clone());
            }

            var text = (string)(await command.ExecuteScalarAsync())!;
            using var plan = JsonDocument.Parse(text, Deep);
            List<Access> accesses = [];
            Add(accesses, plan.RootElement[0].GetProperty("Plan"), null, isCutShort: false);
            yield return new([.. accesses.Where(a => judged.Contains(a.Table))], text);
        }
    }

    /// <summary>Goes down a plan. What is above a node says whether it is read to its end.</summary>
    private void Add(List<Access> accesses, JsonElement node, string? table, bool isCutShort)
    {
        var kind = Text(node, "Node Type")!;
        table = Text(node, "Relation Name") ?? table;
        if (kind is "Seq Scan" or "Index Scan" or "Index Only Scan" or "Bitmap Index Scan" or "Tid Scan")
        {
            // An index that has some of the rows only is bound by what it says of them.
            var condition = partial.Contains($"\"{Text(node, "Index Name")}\"") ? "its own" : Text(node, "Index Cond");
            accesses.Add(new(table!, condition is null ? [] : [OneProvider().IsMatch(condition) ? "ProviderId" : condition], isCutShort, $"{kind} {Text(node, "Index Name")} ({Text(node, "Index Cond")}) filter {Text(node, "Filter")}"));
        }

        var inner = kind switch
        {
            "Limit" => true,
            "Nested Loop" or "Append" or "Merge Append" or "Subquery Scan" or "Result" or "Incremental Sort" or "Unique" or "LockRows" or "Memoize" => isCutShort,
            _ => false,
        };
        var isFirst = true;
        foreach (var child in node.TryGetProperty("Plans", out var children) ? children.EnumerateArray() : default)
        {
            var isApart = Text(child, "Parent Relationship") is "SubPlan" or "InitPlan";
            Add(accesses, child, isApart ? null : table, !isApart && inner && (isFirst || kind is "Append" or "Merge Append"));
            isFirst &= isApart;
        }
    }

    private static async Task<HashSet<string>> ReadAsync(NpgsqlConnection connection, string sql)
    {
        HashSet<string> names = [];
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static string? Text(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetString() : null;

    [GeneratedRegex(@"^\(""ProviderId"" = '[0-9a-f-]+'::uuid\)$")]
    private static partial Regex OneProvider();
}
