using System.Globalization;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>Counts that are taken up to <see cref="Keyset.MostCounted"/> only, as they are shown.</summary>
public static class CountText
{
    /// <summary>For example "340" or "10,000+".</summary>
    public static string Of(int count) =>
        count > Keyset.MostCounted ? $"{Keyset.MostCounted.ToString("N0", CultureInfo.CurrentCulture)}+" : count.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>How many rows all pages of a list have.</summary>
    public static string Counted(this IKeysetPage page) => Of(page.Total);
}
