namespace IndirectProvider.Web.Pages.Shared;

/// <summary>Reads the values of filters; null where a value is none of the filter's.</summary>
public static class Filter
{
    private const int LongestSearch = 200;

    /// <summary>What is typed into a filter, without blanks around and what can't be read, and no longer than a database searches for; null for nothing.</summary>
    public static string? Words(string? typed)
    {
        var clean = TypedText.Clean(string.Concat((typed ?? "").Where(c => !char.IsControl(c))));
        return clean?[..Math.Min(clean.Length, LongestSearch)];
    }

    /// <summary>One of the names of an enum, in any case; its numbers are no names.</summary>
    public static T? Of<T>(string? value)
        where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(name => name.Equals(value, StringComparison.OrdinalIgnoreCase)) is { } known ? Enum.Parse<T>(known) : null;

    /// <summary>An id.</summary>
    public static Guid? Id(string? value) => Guid.TryParse(value, out var id) ? id : null;

    /// <summary>One of the known keys, in any case.</summary>
    public static string? OneOf(string? value, params IEnumerable<string> keys) => keys.FirstOrDefault(key => key.Equals(value, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first moment (UTC) of a day.</summary>
    public static DateTimeOffset Start(this DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>The first moment (UTC) after a day.</summary>
    public static DateTimeOffset After(this DateOnly day) => day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : day.AddDays(1).Start();
}
