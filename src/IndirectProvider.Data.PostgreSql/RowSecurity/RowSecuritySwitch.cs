using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Data.PostgreSql.RowSecurity;

/// <summary>Puts the row-level policies on the tables, or takes them off. Runs at start, after the migrations.</summary>
internal static class RowSecuritySwitch
{
    // Any number that nothing else locks on: several nodes start at once.
    private const long Lock = 7_305_811_406_212_417_025;

    /// <summary>Makes the tables' policies those of <see cref="TableRules"/>.</summary>
    /// <exception cref="RowSecurityException">The database's user would pass the wall, or a table has no rules.</exception>
    public static async Task OnAsync(PortalDbContext db, CancellationToken cancel)
    {
        await RefuseUserAboveTheWallAsync(db, cancel);
        await RefuseTablesWithoutRulesAsync(db, cancel);
        var script = string.Concat(TableRules.All.Select(Script));
        await RunAsync(db, script, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(script))), cancel);
    }

    /// <summary>Takes the policies off.</summary>
    public static Task OffAsync(PortalDbContext db, CancellationToken cancel) =>
        RunAsync(db, string.Concat(TableRules.All.Select(rules => Lift(rules.Table))), "off", cancel);

    private static string Script(TableRules rules)
    {
        var table = $"\"{rules.Table}\"";
        var script = $"""
            {Lift(rules.Table)}
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
            CREATE POLICY tenants ON {table} USING ({rules.Condition()});

            """;
        return rules.IsAppendedByAnybody ? $"{script}CREATE POLICY appended ON {table} FOR INSERT WITH CHECK (true);\n" : script;
    }

    private static string Lift(string table) => $"""
        DROP POLICY IF EXISTS tenants ON "{table}";
        DROP POLICY IF EXISTS appended ON "{table}";
        ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY;

        """;

    /// <summary>One of several nodes changes the tables, and none does when they are as they should be.</summary>
    private static async Task RunAsync(PortalDbContext db, string script, string state, CancellationToken cancel)
    {
        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var turn = await db.Database.BeginTransactionAsync(cancel);
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", cancel);
            var before = await db.Database
                .SqlQuery<string?>($"""SELECT obj_description('"Providers"'::regclass, 'pg_class') AS "Value" """).SingleAsync(cancel);
            if ((before ?? "row security: off") != Comment(state))
            {
                // A script of ours with no word of anybody else's; a comment can't be given as a parameter.
#pragma warning disable EF1002
                await db.Database.ExecuteSqlRawAsync($"""{Escape(script)} COMMENT ON TABLE "Providers" IS '{Comment(state)}';""", cancel);
#pragma warning restore EF1002
            }

            await turn.CommitAsync(cancel);
        });
    }

    private static string Comment(string state) => $"row security: {state}";

    private static string Escape(string sql) => sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private static async Task RefuseUserAboveTheWallAsync(PortalDbContext db, CancellationToken cancel)
    {
        var passes = await db.Database
            .SqlQuery<bool>($"""SELECT rolsuper OR rolbypassrls AS "Value" FROM pg_roles WHERE rolname = current_user""").SingleAsync(cancel);
        if (passes)
        {
            throw new RowSecurityException(
                "Database__RowSecurity is on, but the database's user is a superuser or has BYPASSRLS, and so would pass every policy. Give the portal a user of its own.");
        }
    }

    private static async Task RefuseTablesWithoutRulesAsync(PortalDbContext db, CancellationToken cancel)
    {
        var known = TableRules.All.Select(rules => rules.Table).Concat(TableRules.WithoutOwner).Append("__EFMigrationsHistory").ToHashSet();
        var tables = await db.Database
            .SqlQuery<string>($"""SELECT relname::text AS "Value" FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace""")
            .ToListAsync(cancel);
        var unknown = tables.Where(table => !known.Contains(table)).ToList();
        if (unknown.Count > 0)
        {
            throw new RowSecurityException(string.Create(
                CultureInfo.InvariantCulture, $"Database__RowSecurity is on, but no rules are known for {string.Join(", ", unknown)}."));
        }
    }
}

/// <summary>Row-level security can't be switched on; the message is one line for the operator.</summary>
public sealed class RowSecurityException(string message) : InvalidOperationException(message);
