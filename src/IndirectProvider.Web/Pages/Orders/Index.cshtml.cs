using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Orders;

/// <summary>The provider's orders, newest first.</summary>
public sealed class IndexModel(PortalDbContext db, CurrentMember member) : PageModel
{
    /// <summary>Value of <see cref="State"/> for orders that are not completed.</summary>
    public const string Open = "open";

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    /// <summary>"waiting": orders whose credential waits for the reader.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Credential { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? P { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Size { get; set; }

    public PageOf<Row> Orders { get; private set; } = null!;

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Q) || !string.IsNullOrEmpty(State) || !string.IsNullOrEmpty(Credential);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var orders = db.Orders.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(Q))
        {
            orders = orders.Where(o => o.CustomerName.Contains(Q.Trim()));
        }

        if (State == Open)
        {
            orders = orders.Where(o => o.State != OrderState.Completed);
        }
        else if (Enum.TryParse<OrderState>(State, out var state))
        {
            orders = orders.Where(o => o.State == state);
        }

        if (Credential == "waiting")
        {
            orders = orders.Where(o => db.AdminCredentials.Any(c =>
                c.OrderId == o.Id && c.SealedPassword != null && c.IssuedToUserId == member.UserId));
        }

        Orders = await orders
            .OrderByDescending(o => o.SubmittedAt)
            .ThenByDescending(o => o.Id)
            .Select(o => new Row(
                o.Id,
                o.CustomerName,
                db.Resellers.Where(r => r.Id == o.ResellerId).Select(r => r.LegalName).FirstOrDefault(),
                o.State,
                o.Lines.Count,
                o.SubmittedByName,
                o.SubmittedAt))
            .ToPageAsync(int.TryParse(P, out var p) ? p : 1, int.TryParse(Size, out var size) ? size : 0, cancel);
    }

    /// <summary>A row of the list.</summary>
    public sealed record Row(
        Guid Id, string CustomerName, string? ResellerName, OrderState State, int LineCount, string SubmittedByName, DateTimeOffset SubmittedAt);
}
