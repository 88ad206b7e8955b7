using IndirectProvider.Data;
using IndirectProvider.Orders;

namespace IndirectProvider.Web.Pages.Orders;

/// <summary>An order as a row of a list.</summary>
public sealed record OrderRow(
    Guid Id, Guid? CustomerId, string CustomerName, string? ResellerName, OrderState State, int LineCount, string SubmittedByName, DateTimeOffset SubmittedAt, DateTimeOffset? CompletedAt);

/// <summary>Reads rows of orders.</summary>
public static class OrderRows
{
    /// <summary>The rows of some orders, in their order.</summary>
    public static IQueryable<OrderRow> Rows(this IQueryable<Order> orders, PortalDbContext db) =>
        orders.Select(o => new OrderRow(
            o.Id,
            o.CustomerId,
            o.CustomerName,
            db.Resellers.Where(r => r.Id == o.ResellerId).Select(r => r.LegalName).FirstOrDefault(),
            o.State,
            o.Lines.Count,
            o.SubmittedByName,
            o.SubmittedAt,
            o.CompletedAt));
}
