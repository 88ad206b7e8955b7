using System.Globalization;
using System.Text;
using System.Xml.Linq;
using IndirectProvider.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Plans;

/// <summary>
/// Plans of SQL Server. It shows them instead of running a batch, and of a query with parameters only where these are declared in the batch
/// itself. They stay without a value, so it chooses for a value as common as most.
/// </summary>
internal sealed class SqlServerPlans(DbContextOptions<PortalDbContext> options) : IPlans
{
    private static readonly XNamespace Xml = "http://schemas.microsoft.com/sqlserver/2004/07/showplan";

    /// <inheritdoc/>
    public async IAsyncEnumerable<Plan> AskAsync(AskedCommand asked)
    {
        await using var db = new PortalDbContext(options, asked.Scope);
        await db.Database.OpenConnectionAsync();
        var connection = (SqlConnection)db.Database.GetDbConnection();
        await RunAsync(connection, "SET SHOWPLAN_XML ON");
        var batch = new StringBuilder();
        foreach (SqlParameter parameter in asked.Parameters)
        {
            batch.Append(CultureInfo.InvariantCulture, $"DECLARE {parameter.ParameterName} {Type(parameter)};\n");
        }

        await using var command = new SqlCommand(batch.Append(asked.Text).ToString(), connection);
        var text = (string)(await command.ExecuteScalarAsync())!;
        await RunAsync(connection, "SET SHOWPLAN_XML OFF");
        List<Access> accesses = [];
        foreach (var top in XDocument.Parse(text).Descendants(Xml + "QueryPlan").Elements(Xml + "RelOp"))
        {
            Add(accesses, top, isCutShort: false);
        }

        yield return new(accesses, text);
    }

    private static async Task RunAsync(SqlConnection connection, string sql)
    {
        await using var command = new SqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string Type(SqlParameter parameter) => parameter.SqlDbType switch
    {
        System.Data.SqlDbType.NVarChar or System.Data.SqlDbType.VarChar or System.Data.SqlDbType.VarBinary =>
            string.Create(CultureInfo.InvariantCulture, $"{parameter.SqlDbType}({(parameter.Size is > 0 and <= 4000 ? parameter.Size : "max")})"),
        var plain => $"{plain}",
    };

    /// <summary>Goes down a plan. What is above an operation says whether it is read to its end.</summary>
    private static void Add(List<Access> accesses, XElement operation, bool isCutShort)
    {
        var kind = (string)operation.Attribute("PhysicalOp")!;
        var own = operation.Elements().Where(e => e.Name != Xml + "OutputList").ToList();
        if (kind is "Table Scan" or "Clustered Index Scan" or "Index Scan" or "Clustered Index Seek" or "Index Seek")
        {
            var table = ((string)own.Elements(Xml + "Object").First().Attribute("Table")!).Trim('[', ']');
            var bound = own.Elements(Xml + "SeekPredicates").Descendants(Xml + "RangeColumns").Elements(Xml + "ColumnReference").Select(c => (string)c.Attribute("Column")!);
            accesses.Add(new(table, [.. bound], isCutShort, $"{kind} {(string?)own.Elements(Xml + "Object").First().Attribute("Index")} ({string.Join(", ", bound)})"));
        }

        var inner = kind switch
        {
            "Top" => true,
            "Nested Loops" or "Compute Scalar" or "Filter" or "Concatenation" or "Merge Join" or "Segment" or "Sequence Project" => isCutShort,
            _ => false,
        };
        foreach (var (child, isFirst) in own.SelectMany(e => e.Elements(Xml + "RelOp")).Select((child, at) => (child, at == 0)))
        {
            Add(accesses, child, inner && (isFirst || kind is "Concatenation"));
        }
    }
}
