using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Orders;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Orders;

/// <summary>An order as a row of a list.</summary>
public sealed record OrderRow(
    Guid Id, Guid? CustomerId, string CustomerName, string NormalizedCustomerName, string? FirstReseller, int Resellers, OrderState State, int LineCount, string SubmittedByName, DateTimeOffset SubmittedAt, DateTimeOffset? CompletedAt)
{
    /// <summary>The account's new reseller or those credited by a line, in few words; null for none.</summary>
    public string? ResellerNames(IStringLocalizer T) => Resellers > 1 ? T["{0} and {1} more", FirstReseller!, Resellers - 1] : FirstReseller;
}

/// <summary>Finds orders and reads their rows.</summary>
public static class OrderRows
{
    /// <summary>The states of an order that is not completed; named one by one, because an index finds what a state is and not what it isn't.</summary>
    public static readonly IReadOnlyList<OrderState> OpenStates = [.. Enum.GetValues<OrderState>().Where(s => s != OrderState.Completed)];

    /// <summary>Those that are not completed.</summary>
    public static IQueryable<Order> Open(this IQueryable<Order> orders) =>
        orders.Where(o => OpenStates.Contains(o.State));

    /// <summary>Those whose credential waits to be shown to a person. It waits a day at most, so these are few.</summary>
    public static IQueryable<Order> WithWaitingCredential(this IQueryable<Order> orders, PortalDbContext db, Guid userId, DateTimeOffset now)
    {
        var since = now - AdminCredential.KeptFor;
        var waiting = db.AdminCredentials.Where(c => c.IssuedToUserId == userId && c.CreatedAt > since && c.SealedPassword != null).Select(c => c.OrderId);
        return orders.Where(o => waiting.Contains(o.Id));
    }

    /// <summary>The rows of some orders, in their order. Resellers are looked up from the lines: a database would go through all there are for each row.</summary>
    public static IQueryable<OrderRow> Rows(this IQueryable<Order> orders, PortalDbContext db) =>
        orders.Select(o => new OrderRow(
            o.Id,
            o.CustomerId,
            o.CustomerName,
            o.NormalizedCustomerName,
            db.Resellers.Where(r => r.Id == o.ResellerId).Select(r => r.LegalName).FirstOrDefault()
                ?? o.Lines.Join(db.Resellers, l => l.ResellerId, r => r.Id, (_, r) => r.LegalName).OrderBy(n => n).FirstOrDefault(),
            (o.ResellerId == null ? 0 : 1) + o.Lines.Where(l => l.ResellerId != null && l.ResellerId != o.ResellerId).Select(l => l.ResellerId).Distinct().Count(),
            o.State,
            o.Lines.Count,
            o.SubmittedByName,
            o.SubmittedAt,
            o.CompletedAt));
}
