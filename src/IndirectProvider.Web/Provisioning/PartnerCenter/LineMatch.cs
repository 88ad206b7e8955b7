using IndirectProvider.Orders;

namespace IndirectProvider.Web.Provisioning.PartnerCenter;

/// <summary>A line of one of the vendor's orders with its subscription.</summary>
internal sealed record SoldLine(string SubscriptionId, VendorOrderLine Line, string? BillingCycle);

/// <summary>
/// Which of the vendor's lines belongs to which of ours: the same product in the same number, with the same term, billing and partner
/// as far as the vendor says. Lines that are alike may be told apart any way.
/// </summary>
internal sealed class LineMatch
{
    private readonly string?[] found;

    public LineMatch(Purchase purchase, IReadOnlyList<SoldLine> sold)
    {
        var left = sold.ToList();
        found = [.. purchase.Lines.Select(line => Take(left, line))];
        HasMore = left.Count > 0;
        IsAmbiguous = left.Exists(other => purchase.Lines.Any(line => IsAlike(other, line)));
    }

    /// <summary>The vendor shows more than was ordered.</summary>
    public bool HasMore { get; }

    /// <summary>Some of what is more could have been ours as well.</summary>
    public bool IsAmbiguous { get; }

    public bool IsMissing => Array.Exists(found, id => id is null);

    public bool FoundAny => Array.Exists(found, id => id is not null);

    /// <summary>The answer, with this reason for every line that was not sold.</summary>
    public ProvisionedSubscriptions Sold(Error reason) =>
        new(found, IsMissing ? [.. found.Select(id => id is null ? reason.Stored : null)] : null);

    private static string? Take(List<SoldLine> left, VendorLine line)
    {
        var at = left.FindIndex(sold => IsAlike(sold, line));
        if (at < 0)
        {
            return null;
        }

        var id = left[at].SubscriptionId;
        left.RemoveAt(at);
        return id;
    }

    private static bool IsAlike(SoldLine sold, VendorLine line) =>
        string.Equals(sold.Line.OfferId, line.OfferId, StringComparison.OrdinalIgnoreCase)
        && sold.Line.Quantity == line.Quantity
        && IsUnsaidOr(sold.Line.TermDuration, line.Term)
        && IsUnsaidOr(sold.BillingCycle, VendorCarts.BillingOf(line))
        && (line.PartnerId is null || IsUnsaidOr(sold.Line.PartnerIdOnRecord, line.PartnerId));

    private static bool IsUnsaidOr(string? said, string expected) =>
        said is null or "" or "unknown" or "none" || string.Equals(said, expected, StringComparison.OrdinalIgnoreCase);
}
