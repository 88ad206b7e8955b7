namespace IndirectProvider.Web.Pages.Shared;

/// <summary>Lines of the activity log for <c>_ActivityRows</c>.</summary>
/// <param name="Caption">What the table is, for people who don't see it.</param>
/// <param name="Rows">The lines.</param>
public sealed record ActivityList(string Caption, IReadOnlyList<ActivityRow> Rows)
{
    /// <summary>Whether each line leads to its own page.</summary>
    public bool LinksToRows { get; init; }

    /// <summary>How many facts stand below a line; the rest is counted.</summary>
    public int LinesShown { get; init; } = int.MaxValue;
}
