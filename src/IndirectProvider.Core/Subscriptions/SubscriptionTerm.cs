namespace IndirectProvider.Subscriptions;

/// <summary>Arithmetic of terms.</summary>
public static class SubscriptionTerm
{
    /// <summary>When a term that begins now is over: the same day of the month later, or the month's last day.</summary>
    /// <exception cref="ArgumentException">Not a term.</exception>
    public static DateTimeOffset EndOf(DateTimeOffset start, string term) => term switch
    {
        "P1M" => start.AddMonths(1),
        "P1Y" => start.AddYears(1),
        "P3Y" => start.AddYears(3),
        _ => throw new ArgumentException($"{term} is not a term.", nameof(term)),
    };
}
