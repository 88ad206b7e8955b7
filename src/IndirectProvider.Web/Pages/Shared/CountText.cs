using System.Globalization;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>Counts that are taken up to a number only, as they are shown.</summary>
public static class CountText
{
    /// <summary>For example "340" or "10,000+".</summary>
    public static string Of(int count) => Of(count, Keyset.MostCounted);

    /// <summary>How many rows all pages of a list have.</summary>
    public static string Counted(this IKeysetPage page) => Of(page.Total, page.Counted);

    private static string Of(int count, int most) =>
        count > most ? $"{most.ToString("N0", CultureInfo.CurrentCulture)}+" : count.ToString("N0", CultureInfo.CurrentCulture);
}
