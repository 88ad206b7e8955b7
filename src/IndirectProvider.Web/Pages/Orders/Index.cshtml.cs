using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Orders;

/// <summary>The provider's orders, newest first.</summary>
public sealed class IndexModel(PortalDbContext db, CurrentMember member, CsvExport export, TimeProvider clock, IStringLocalizer<Texts> texts) : ListPage
{
    /// <summary>Value of <see cref="State"/> for orders that are not completed.</summary>
    public const string Open = "open";

    private const string Waiting = "waiting";

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    /// <summary>"waiting": orders whose credential waits for the reader.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Credential { get; set; }

    /// <summary>First day (UTC) of submission.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    /// <summary>Last day (UTC) of submission.</summary>
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    public KeysetPage<OrderRow> Orders { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> States =>
        [new(texts["Not completed"], Open), .. Enum.GetValues<OrderState>().Select(s => new SelectListItem(Wording.Of(s, texts).Text, s.ToString()))];

    public IReadOnlyList<SelectListItem> Credentials => [new(texts["Waits for me"], Waiting)];

    public override bool IsFiltered =>
        Searched is not null || Filter.OneOf(State, Open) is not null || Filter.Of<OrderState>(State) is not null
        || Filter.OneOf(Credential, Waiting) is not null || !string.IsNullOrWhiteSpace(From) || !string.IsNullOrWhiteSpace(To);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var found = await FindAsync(cancel);
        Orders = await InState(found.Rows).ToKeysetPageAsync(Order, o => o.Rows(db), PagePlace, cancel, found.Known) with { Counted = found.Counted };
    }

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel)
    {
        var rows = InState((await FindAsync(cancel)).Rows).InBatches(Order, o => o.Rows(db), cancel);
        return ModelState.IsValid ? await export.SendAsync(this, "orders", rows, Columns(), cancel) : this.BackToList();
    }

    private IReadOnlyList<CsvColumn<OrderRow>> Columns() =>
    [
        new(texts["Customer"], o => o.CustomerName),
        new(texts["Indirect reseller"], o => o.ResellerNames(texts)),
        new(texts["State"], o => Wording.Of(o.State, texts).Text),
        new(texts["Products"], o => o.LineCount),
        new(texts["Submitted by"], o => o.SubmittedByName),
        new(texts["Submitted (UTC)"], o => o.SubmittedAt),
        new(texts["Completed (UTC)"], o => o.CompletedAt),
        new(texts["Order id"], o => o.Id),
        new(texts["Customer id"], o => o.CustomerId),
    ];

    private Task<Narrowed<Order>> FindAsync(CancellationToken cancel)
    {
        var orders = Between(db.Orders.AsNoTracking());
        if (Filter.OneOf(Credential, Waiting) is not null)
        {
            orders = orders.WithWaitingCredential(db, member.UserId, clock.GetUtcNow());
        }

        return (Searched is not null && ChosenStates is { } states ? orders.Where(o => states.Contains(o.State)) : orders).NamedAsync(Searched, db, cancel);
    }

    private IReadOnlyList<OrderState>? ChosenStates =>
        Filter.OneOf(State, Open) is not null ? OrderRows.OpenStates : Filter.Of<OrderState>(State) is { } state ? [state] : null;

    /// <summary>An index has each state's orders in their order, but not those of several states.</summary>
    private IReadOnlyList<IQueryable<Order>> InState(IQueryable<Order> orders) =>
        ChosenStates is { } states ? [.. states.Select(state => orders.Where(o => o.State == state))] : [orders];

    private IQueryable<Order> Between(IQueryable<Order> orders)
    {
        var from = Day("from", From, texts["Enter a day, for example 2026-11-30."]);
        var to = Day("to", To, texts["Enter a day, for example 2026-11-30."]);
        if (to < from)
        {
            ModelState.AddModelError("to", texts["The last day is before the first."]);
            return orders;
        }

        if (from?.Start() is { } begin)
        {
            orders = orders.Where(o => o.SubmittedAt >= begin);
        }

        return to?.After() is { } end ? orders.Where(o => o.SubmittedAt < end) : orders;
    }

    private KeysetOrder<Order, OrderRow> Order => Sort switch
    {
        "customer" or "-customer" => Keyset.By<Order, OrderRow, string>(o => o.NormalizedCustomerName, o => o.Id, r => r.NormalizedCustomerName, r => r.Id, Sort[0] == '-'),
        _ => Keyset.By<Order, OrderRow, DateTimeOffset>(o => o.SubmittedAt, o => o.Id, r => r.SubmittedAt, r => r.Id, Sort != "submitted"),
    };
}
