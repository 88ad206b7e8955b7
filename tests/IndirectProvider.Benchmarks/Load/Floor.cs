using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using IndirectProvider.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace IndirectProvider.Benchmarks.Load;

/// <summary>
/// The least that can answer the same requests: Kestrel, the recorded SQL by raw ADO.NET with every value of every row
/// read, and the recorded bytes. No routing, session, model, view or encoder. What the portal wrote in several
/// transactions is one here, with the same rows under ids of their own.
/// </summary>
internal static class Floor
{
    private static readonly SemaphoreSlim OneWriter = new(1);

    /// <summary>What it is called with; <see cref="Comparison"/> does it.</summary>
    public const string Usage = "--database Sqlite|PostgreSql --connection \"...\" --recordings file";

    /// <summary>Serves until it is ended. Prints where it listens, as the portal does.</summary>
    public static async Task RunAsync(Options options)
    {
        var (database, connectionString, recordingsFile) = (options.Text("database"), options.Text("connection"), options.Text("recordings"));
        options.End();
        var recordings = Recording.Read(recordingsFile).ToDictionary(r => "/" + r.Key, Replay.Of);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Information);
        await using var app = builder.Build();
        app.Run(http => AnswerAsync(http, recordings[http.Request.Path.Value!], database, connectionString));
        await app.RunAsync();
    }

    private static async Task AnswerAsync(HttpContext http, Replay replay, string database, string connectionString)
    {
        if (http.Request.ContentLength is > 0)
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
        }

        for (var n = 0; n < replay.Hashes; n++)
        {
            Rfc2898DeriveBytes.Pbkdf2("Seven-Quiet-Lanterns", RandomNumberGenerator.GetBytes(16), PasswordRules.HashRounds, HashAlgorithmName.SHA512, 32);
        }

        var alone = replay.Writes && database == "Sqlite";
        if (alone)
        {
            await OneWriter.WaitAsync();
        }

        try
        {
            await using DbConnection connection = database == "Sqlite" ? new SqliteConnection(connectionString) : new NpgsqlConnection(connectionString);
            await connection.OpenAsync();
            await using var transaction = replay.Writes ? await connection.BeginTransactionAsync() : null;
            var fresh = new FreshValues();
            foreach (var command in replay.Commands)
            {
                await RunAsync(connection, transaction, command, fresh);
            }

            if (transaction is not null)
            {
                await transaction.CommitAsync();
            }
        }
        finally
        {
            if (alone)
            {
                OneWriter.Release();
            }
        }

        http.Response.StatusCode = replay.Status;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.ContentLength = replay.Body.Length;
        await http.Response.Body.WriteAsync(replay.Body);
    }

    private static async Task RunAsync(DbConnection connection, DbTransaction? transaction, PreparedCommand prepared, FreshValues fresh)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = prepared.Text;
        foreach (var (name, value, isNew) in prepared.Parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = isNew ? fresh.For(value) : value;
            command.Parameters.Add(parameter);
        }

        if (!prepared.Reads)
        {
            await command.ExecuteNonQueryAsync();
            return;
        }

        await using var reader = await command.ExecuteReaderAsync();
        do
        {
            while (await reader.ReadAsync())
            {
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    _ = reader.GetValue(column);
                }
            }
        }
        while (await reader.NextResultAsync());
    }

    /// <summary>A recording as it is repeated.</summary>
    private sealed record Replay(int Status, byte[] Body, IReadOnlyList<PreparedCommand> Commands, int Hashes, bool Writes)
    {
        /// <summary>
        /// An order's rows are added once each, as they are in the end: neither the steps between nor the questions that led there
        /// are repeated. Everything else is repeated as it was.
        /// </summary>
        public static Replay Of(Recording recording)
        {
            var adds = recording.Name == Stage.OrderSubmit;
            var commands = recording.Commands.Where(c => !adds || c.Adds).Select(c => PreparedCommand.Of(c, recording.Began)).ToList();
            return new(recording.Status, recording.Body, commands, recording.Hashes, recording.Commands.Any(c => c.Writes));
        }
    }

    private sealed record PreparedCommand(string Text, IReadOnlyList<(string Name, object Value, bool IsNew)> Parameters, bool Reads)
    {
        public static PreparedCommand Of(RecordedCommand command, DateTimeOffset began) =>
            new(command.Text, [.. command.Parameters.Select(p => (p.Name, p.Value(), FreshValues.IsNew(p, began)))], command.Reads);
    }
}

/// <summary>New ids and names for rows that are added again: the same new one wherever the recording had the same old one.</summary>
internal sealed class FreshValues
{
    private static int count;

    private readonly Dictionary<Guid, Guid> ids = [];
    private readonly string mark = Mark(Interlocked.Increment(ref count));

    /// <summary>Stands in every name that must be unique, in the recording.</summary>
    public const string Marker = "zzbench";

    /// <summary>Whether a value belongs to what was added.</summary>
    /// <param name="parameter">The value.</param>
    /// <param name="began">When the recorded request's preparations began: ids made since are its own.</param>
    public static bool IsNew(RecordedParameter parameter, DateTimeOffset began) => parameter.Type switch
    {
        "guid" => IsNew(Guid.Parse(parameter.Text!), began),
        "text" => parameter.Text!.Contains(Marker, StringComparison.OrdinalIgnoreCase) || (Guid.TryParse(parameter.Text, out var id) && IsNew(id, began)),
        _ => false,
    };

    /// <summary>The value for this time.</summary>
    public object For(object value) => value switch
    {
        Guid id => For(id),
        string text when Guid.TryParse(text, out var id) => For(id).ToString(),
        string text => text.Replace(Marker, mark, StringComparison.OrdinalIgnoreCase),
        _ => value,
    };

    private static string Mark(int number) => string.Create(CultureInfo.InvariantCulture, $"yy{Environment.ProcessId}x{number}");

    private Guid For(Guid id)
    {
        if (!ids.TryGetValue(id, out var other))
        {
            ids[id] = other = Guid.CreateVersion7();
        }

        return other;
    }

    private static bool IsNew(Guid id, DateTimeOffset began) =>
        id.Version == 7 && DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(id.ToString("N")[..12], 16)) >= began;
}
