using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Customers;

/// <summary>What was ordered for a customer, newest first.</summary>
public sealed class OrdersModel(PortalDbContext db, CurrentMember member) : PageModel
{
    private static readonly KeysetOrder<Order, Row> Newest =
        Keyset.By<Order, Row, DateTimeOffset>(o => o.SubmittedAt, o => o.Id, r => r.SubmittedAt, r => r.Id, descending: true);

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Size { get; set; }

    public CustomerFrame Frame { get; private set; } = null!;

    public KeysetPage<Row> Orders { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await CustomerFrame.ReadAsync(db, member, id, cancel) is not { } frame)
        {
            return NotFound();
        }

        Frame = frame;
        Orders = await db.Orders.AsNoTracking()
            .Where(o => o.CustomerId == id)
            .ToKeysetPageAsync(Newest, orders => orders.Select(o => new Row(
                o.Id,
                o.SubmittedAt,
                o.SubmittedByName,
                o.Lines.OrderBy(l => l.Number).Select(l => l.OfferName).ToList(),
                db.Resellers.Where(r => r.Id == o.ResellerId).Select(r => r.LegalName).FirstOrDefault(),
                o.Lines.OrderBy(l => l.Number).Select(l => db.Resellers.Where(r => r.Id == l.ResellerId).Select(r => r.LegalName).FirstOrDefault()).ToList(),
                o.State)), new(After, Before, int.TryParse(Size, out var size) ? size : 0), cancel);
        return Page();
    }

    /// <summary>A row of the list.</summary>
    public sealed record Row(
        Guid Id, DateTimeOffset SubmittedAt, string SubmittedByName, IReadOnlyList<string> Products, string? AccountsReseller, IReadOnlyList<string?> CreditedResellers, OrderState State)
    {
        /// <summary>The account's new reseller and those credited by a line.</summary>
        public IEnumerable<string> ResellerNames => CreditedResellers.Prepend(AccountsReseller).OfType<string>().Distinct();
    }
}
