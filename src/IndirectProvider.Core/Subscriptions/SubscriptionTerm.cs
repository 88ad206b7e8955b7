using IndirectProvider.Catalog;

namespace IndirectProvider.Subscriptions;

/// <summary>Arithmetic of terms.</summary>
public static class SubscriptionTerm
{
    /// <summary>How long a purchase or renewal can be canceled and added licences taken back.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(7);

    /// <summary>How long a trial runs.</summary>
    public static readonly TimeSpan Trial = TimeSpan.FromDays(30);

    /// <summary>When a term that begins now is over: the same day of the month later, or the month's last day.</summary>
    /// <exception cref="ArgumentException">Not a term.</exception>
    public static DateTimeOffset EndOf(DateTimeOffset start, string term) => Later(start, Months(term), start);

    /// <summary>
    /// Some months after an end, on the day of the month the first term began on, or on the month's last day where there
    /// is no such day: from 31 January come 28 February and then 31 March.
    /// </summary>
    public static DateTimeOffset Later(DateTimeOffset end, int months, DateTimeOffset anchor)
    {
        var utc = end.UtcDateTime;
        var month = new DateTime(utc.Year, utc.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(months);
        var day = Math.Min(anchor.UtcDateTime.Day, DateTime.DaysInMonth(month.Year, month.Month));
        return new DateTimeOffset(month.AddDays(day - 1) + utc.TimeOfDay);
    }

    /// <summary>The first moment (UTC) of the day after the end date: the end date itself still belongs to the term.</summary>
    public static DateTimeOffset DayAfter(DateTimeOffset end) => new(end.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);

    /// <summary>Length of a term in months.</summary>
    /// <exception cref="ArgumentException">Not a term.</exception>
    public static int Months(string term) => term switch
    {
        "P1M" => 1,
        "P1Y" => 12,
        "P3Y" => 36,
        _ => throw new ArgumentException($"{term} is not a term.", nameof(term)),
    };

    /// <summary>Whether one pays at most for the length of the term at a time.</summary>
    public static bool IsSound(OfferPlan plan) => plan.Billing switch
    {
        "annual" => 12,
        "triennial" => 36,
        _ => 1,
    } <= Months(plan.Term);
}

/// <summary>What comes back when a subscription is canceled: so many days of the term's days.</summary>
public sealed record RefundShare(int DaysLeft, int Days)
{
    /// <summary>The share in percent, two decimals, halves to even.</summary>
    public decimal Percent => Math.Round(100m * DaysLeft / Days, 2, MidpointRounding.ToEven);

    /// <summary>All within the first 24 hours; after that every day begun is charged.</summary>
    public static RefundShare At(DateTimeOffset start, DateTimeOffset end, DateTimeOffset now)
    {
        var days = BegunDays(end - start);
        var passed = now - start;
        return new RefundShare(passed < TimeSpan.FromDays(1) ? days : Math.Max(0, days - BegunDays(passed)), days);
    }

    private static int BegunDays(TimeSpan time) => (int)((time.Ticks + TimeSpan.TicksPerDay - 1) / TimeSpan.TicksPerDay);
}
