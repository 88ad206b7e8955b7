using System.Text.Json;
using System.Text.RegularExpressions;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IndirectProvider.IntegrationTests.Plans;

/// <summary>
/// Plans of PostgreSQL. It chooses by cost, and of some thousand rows reading all costs little; the question is whether an index can serve,
/// so other ways are forbidden step by step: the plan that is left over without one of them is one that an index serves.
/// </summary>
/// <remarks>
/// Asked by who may do everything and as the viewer: behind row-level security only those comparisons reach an index that give nothing
/// away. What the policies themselves look up are subplans, there for every viewpoint and run for one, so as the viewer subplans don't count.
/// </remarks>
internal sealed partial class PostgreSqlPlans(DbContextOptions<PortalDbContext> options) : IPlans
{
    private static readonly string[] Forbidden =
    [
        "SET enable_seqscan = off",
        "SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_material = off",
        "SET enable_sort = off; SET enable_bitmapscan = off",
    ];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Plan>> AskAsync(AskedCommand asked)
    {
        await using var db = new PortalDbContext(options, asked.Scope);
        await db.Database.OpenConnectionAsync();
        var asViewer = await PlansAsync((NpgsqlConnection)db.Database.GetDbConnection(), asked, withSubplans: false);
        await using var allSeeing = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Username = "postgres" }.ConnectionString);
        await allSeeing.OpenAsync();
        var asItStands = await PlansAsync(allSeeing, asked, withSubplans: true);
        return [.. asItStands.SelectMany(one => asViewer.Select(other => new Plan([.. one.Accesses, .. other.Accesses], $"{one.Text}\nas the viewer:\n{other.Text}")))];
    }

    private static async Task<List<Plan>> PlansAsync(NpgsqlConnection connection, AskedCommand asked, bool withSubplans)
    {
        List<Plan> plans = [];
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
            using var plan = JsonDocument.Parse(text);
            List<Access> accesses = [];
            Add(accesses, plan.RootElement[0].GetProperty("Plan"), null, isCutShort: false, withSubplans);
            plans.Add(new(accesses, text));
        }

        await using var reset = new NpgsqlCommand("RESET ALL", connection);
        await reset.ExecuteNonQueryAsync();
        return plans;
    }

    /// <summary>Goes down a plan. What is above a node says whether it is read to its end.</summary>
    private static void Add(List<Access> accesses, JsonElement node, string? table, bool isCutShort, bool withSubplans)
    {
        var kind = Text(node, "Node Type")!;
        table = Text(node, "Relation Name") ?? table;
        if (kind is "Seq Scan" or "Index Scan" or "Index Only Scan" or "Bitmap Index Scan" or "Tid Scan")
        {
            var bound = Column().Matches(Text(node, "Index Cond") ?? "").Select(m => m.Groups[1].Value);
            accesses.Add(new(table!, [.. bound], isCutShort, $"{kind} {Text(node, "Index Name")} ({Text(node, "Index Cond")}) filter {Text(node, "Filter")}"));
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
            var relation = Text(child, "Parent Relationship");
            if (relation is "SubPlan" or "InitPlan")
            {
                if (withSubplans)
                {
                    Add(accesses, child, null, isCutShort: false, withSubplans);
                }

                continue;
            }

            Add(accesses, child, table, inner && (isFirst || kind is "Append" or "Merge Append"), withSubplans);
            isFirst = false;
        }
    }

    private static string? Text(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>A column before a comparison; in a row of columns the first.</summary>
    [GeneratedRegex(@"(?:ROW)?\(?(?:\w+\.)?""(\w+)""\)?(?:::\w+)?(?:, [^)]*\))? (?:=|<|>|<=|>=|IS)")]
    private static partial Regex Column();
}
