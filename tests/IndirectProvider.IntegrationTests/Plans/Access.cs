namespace IndirectProvider.IntegrationTests.Plans;

/// <summary>How a plan comes to the rows of a table, alike for all databases.</summary>
/// <param name="Table">The table.</param>
/// <param name="BoundBy">The columns of an index that are compared with something known by then; none: the whole table is read.</param>
/// <param name="IsCutShort">Whether the rows come in the order asked for, and reading ends after as many as asked for.</param>
/// <param name="Line">The database's own words.</param>
internal sealed record Access(string Table, IReadOnlyList<string> BoundBy, bool IsCutShort, string Line)
{
    /// <summary>
    /// Tables that stay small: an installation has some dozen providers, an offer for each product, some tags for each provider; the rest
    /// are the portal's own and a few rows each.
    /// </summary>
    private static readonly HashSet<string> Small =
    [
        "Providers", "ProviderLogos", "ProfileRequests", "MicrosoftTenants", "Offers", "Tags", "MemberTags", "WorkerTurns", "WordBacklogs", "ProtectionKeys",
        "__EFMigrationsHistory",
    ];

    /// <summary>Tables of which one provider has some thousand rows at most: its partners, whom it lists by what stands in their own rows.</summary>
    private static readonly HashSet<string> SmallForEachProvider = ["Partnerships"];

    /// <summary>One provider may have half of all rows, so its id bounds nothing; nor does what most rows of the log have.</summary>
    private static readonly HashSet<string> Wide = ["ProviderId", "ForOperators"];

    /// <summary>Whether more rows are read the more there are, whatever is asked for.</summary>
    /// <param name="looksIntoTexts">Whether the query compares parts of texts, so that a walk may find nothing for long.</param>
    public bool IsUnserved(bool looksIntoTexts) =>
        !Small.Contains(Table)
        && BoundBy.All(Wide.Contains)
        && !(SmallForEachProvider.Contains(Table) && BoundBy.Count > 0)
        && (looksIntoTexts || !IsCutShort);
}

/// <summary>A way to an answer.</summary>
/// <param name="Accesses">How it comes to each table's rows.</param>
/// <param name="Text">The whole of it, in the database's own words.</param>
internal sealed record Plan(IReadOnlyList<Access> Accesses, string Text);

/// <summary>Asks a database how it would answer.</summary>
internal interface IPlans
{
    /// <summary>The plans that the database might take; one of them must do.</summary>
    IAsyncEnumerable<Plan> AskAsync(AskedCommand asked);
}
