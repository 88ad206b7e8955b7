using System.Globalization;

namespace IndirectProvider.Subscriptions;

/// <summary>A number of licences as people type it.</summary>
internal static class LicenseCount
{
    /// <summary>The number, or one outside every range when it is none.</summary>
    public static int Read(string? typed) =>
        int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : -1;
}
