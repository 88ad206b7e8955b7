namespace IndirectProvider.Benchmarks.Load;

/// <summary>A database that load is put on.</summary>
/// <param name="Kind">Sqlite or PostgreSql.</param>
/// <param name="ConnectionString">How to connect to it.</param>
internal sealed record LoadDatabase(string Kind, string ConnectionString)
{
    /// <summary>The settings that point a portal at it; nobody is limited, since everybody comes from one address.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Database:Provider"] = Kind,
        ["ConnectionStrings:Portal"] = ConnectionString,
        ["Limits:RequestsPerMinute"] = "0",
        ["Limits:SignInsPerMinute"] = "0",
        ["Limits:LinksPerMinute"] = "0",
        ["Limits:LookupsPerMinute"] = "0",
        ["Limits:MailRequestsPerHour"] = "0",
        ["Invitations:PerProviderPerDay"] = "0",
    };
}
