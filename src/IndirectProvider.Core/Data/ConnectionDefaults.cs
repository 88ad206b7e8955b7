using System.Data.Common;

namespace IndirectProvider.Data;

/// <summary>What a connection string gets where it says nothing of its own.</summary>
public static class ConnectionDefaults
{
    /// <summary>
    /// Seconds a page waits for one answer of the database. That, and the wait for a connection, each stay within the five after which
    /// a person is told that it is away; a server that can't be reached costs one of them, not both.
    /// </summary>
    public const int SecondsForAnAnswer = 4;

    /// <summary>Seconds a page waits for a connection.</summary>
    public const int SecondsForAConnection = 3;

    /// <summary>Adds a value unless the connection string has one, under any of the names that the driver knows.</summary>
    /// <param name="connectionString">The connection string.</param>
    /// <param name="value">What to add.</param>
    /// <param name="names">The driver's names for it; the first is used.</param>
    public static string Add(string connectionString, string value, params string[] names)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (given.Keys.Cast<string>().Any(key => names.Any(name => Plain(name) == Plain(key))))
        {
            return connectionString;
        }

        given[names[0]] = value;
        return given.ConnectionString;
    }

    private static string Plain(string name) => name.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}
