using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Subscriptions;

/// <summary>The subscriptions the reader may see: a provider's, a reseller's or a customer's own.</summary>
public sealed class IndexModel(PortalDbContext db, CurrentMember member, CsvExport export, TimeProvider clock, IStringLocalizer<Texts> texts) : ListPage
{
    /// <summary>Value of <see cref="Reseller"/> for subscriptions without one.</summary>
    public const string None = "none";

    private static readonly string[] EndsWithin = ["7", "30", "60", "90"];

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    /// <summary>Id of the product.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Product { get; set; }

    /// <summary>Id of the reseller credited.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Reseller { get; set; }

    /// <summary>Id of the reseller that is support contact.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Support { get; set; }

    /// <summary>Days within which the term ends.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Ends { get; set; }

    /// <summary>The row that stands open.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Open { get; set; }

    public PageOf<ListRow> Subscriptions { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> States { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Products { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Resellers { get; private set; } = [];

    /// <summary>Resellers that are support contact of something; a subset, for the provider only.</summary>
    public IReadOnlyList<SelectListItem> Supporters { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Periods => [.. EndsWithin.Select(days => new SelectListItem(texts["{0} days", days], days))];

    public bool ForProvider => member.Kind == OrganisationKind.Provider;

    public bool ForReseller => member.Kind == OrganisationKind.Reseller;

    public bool ForCustomer => member.Kind == OrganisationKind.Customer;

    public override bool IsFiltered =>
        Searched is not null || Chosen(States, State) is not null || Chosen(Products, Product) is not null || Chosen(Resellers, Reseller) is not null
        || Chosen(Supporters, Support) is not null || Filter.OneOf(Ends, EndsWithin) is not null;

    public async Task OnGetAsync(CancellationToken cancel) =>
        Subscriptions = await (await ReadAsync(cancel)).Rows(db).ToPageAsync(PageNumber, PageSize, cancel);

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel)
    {
        var rows = (await ReadAsync(cancel)).Rows(db);
        return await export.SendAsync(this, "subscriptions", rows.AsAsyncEnumerable(), [.. ListColumns.All(member.Kind, texts)], cancel);
    }

    private static string? Chosen(IEnumerable<SelectListItem> items, string? value) =>
        items.FirstOrDefault(item => item.Value.Equals(value, StringComparison.OrdinalIgnoreCase))?.Value;

    private async Task<IQueryable<Subscription>> ReadAsync(CancellationToken cancel)
    {
        // What is deleted is the history of provider and reseller.
        States = [.. Enum.GetValues<SubscriptionState>().Where(s => !ForCustomer || s != SubscriptionState.Deleted)
            .Select(s => new SelectListItem(Wording.Of(s, texts).Text, s.ToString()))];
        Products = await db.Offers.Where(o => db.Subscriptions.Any(s => s.OfferId == o.Id))
            .OrderBy(o => o.NormalizedName).Select(o => new SelectListItem(o.Name, o.Id)).ToListAsync(cancel);
        if (ForProvider)
        {
            var resellers = db.Partnerships.OrderBy(p => p.Reseller.NormalizedName);
            Resellers = [new(texts["No indirect reseller"], None), .. await ItemsAsync(resellers, cancel)];
            Supporters = await ItemsAsync(resellers.Where(p => db.Subscriptions.Any(s => s.SupportContactResellerId == p.ResellerId)), cancel);
        }

        return Sorted(Filtered());
    }

    private static async Task<List<SelectListItem>> ItemsAsync(IQueryable<Partnerships.Partnership> partnerships, CancellationToken cancel) =>
        [.. (await partnerships.Select(p => new { p.ResellerId, p.Reseller.LegalName }).ToListAsync(cancel)).Select(r => new SelectListItem(r.LegalName, r.ResellerId.ToString()))];

    private IQueryable<Subscription> Filtered()
    {
        var subscriptions = db.Subscriptions.AsNoTracking();
        if (Searched is { } words)
        {
            subscriptions = subscriptions.Named(words);
        }

        if (Chosen(States, State) is { } state)
        {
            var wanted = Enum.Parse<SubscriptionState>(state);
            subscriptions = subscriptions.Where(s => s.State == wanted);
        }
        else if (ForCustomer)
        {
            subscriptions = subscriptions.Where(s => s.State != SubscriptionState.Deleted);
        }

        if (Chosen(Products, Product) is { } product)
        {
            subscriptions = subscriptions.Where(s => s.OfferId == product);
        }

        if (Chosen(Resellers, Reseller) is { } reseller)
        {
            var id = Filter.Id(reseller);
            subscriptions = subscriptions.Where(s => s.ResellerId == id);
        }

        if (Filter.Id(Chosen(Supporters, Support)) is { } support)
        {
            subscriptions = subscriptions.Where(s => s.SupportContactResellerId == support);
        }

        return Ending(subscriptions);
    }

    private IQueryable<Subscription> Ending(IQueryable<Subscription> subscriptions)
    {
        if (Filter.OneOf(Ends, EndsWithin) is not { } days)
        {
            return subscriptions;
        }

        var (now, until) = (clock.GetUtcNow(), clock.GetUtcNow().AddDays(int.Parse(days, System.Globalization.CultureInfo.InvariantCulture)));
        return subscriptions.Where(s =>
            (s.State == SubscriptionState.Active || s.State == SubscriptionState.Suspended) && s.TermEndsAt >= now && s.TermEndsAt <= until);
    }

    private IQueryable<Subscription> Sorted(IQueryable<Subscription> subscriptions) => (Sort ?? (ForCustomer ? "name" : "")) switch
    {
        "-customer" => subscriptions.OrderByDescending(s => s.Customer.NormalizedName).ThenBy(s => s.Nickname).ThenBy(s => s.Id),
        "name" => subscriptions.OrderBy(s => s.Nickname).ThenBy(s => s.Id),
        "-name" => subscriptions.OrderByDescending(s => s.Nickname).ThenBy(s => s.Id),
        "licenses" => subscriptions.OrderBy(s => s.Quantity).ThenBy(s => s.Id),
        "-licenses" => subscriptions.OrderByDescending(s => s.Quantity).ThenBy(s => s.Id),
        "state" => subscriptions.OrderBy(s => s.State).ThenBy(s => s.Id),
        "-state" => subscriptions.OrderByDescending(s => s.State).ThenBy(s => s.Id),
        "ends" => subscriptions.OrderBy(s => s.TermEndsAt).ThenBy(s => s.Id),
        "-ends" => subscriptions.OrderByDescending(s => s.TermEndsAt).ThenBy(s => s.Id),
        _ => subscriptions.OrderBy(s => s.Customer.NormalizedName).ThenBy(s => s.Nickname).ThenBy(s => s.Id),
    };
}
