using System.Globalization;
using IndirectProvider.Catalog;
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

    private IReadOnlyList<Guid>? creditedTo;
    private IReadOnlyList<Guid>? supportedBy;

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    /// <summary>Id of the product.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Product { get; set; }

    /// <summary>Id of the reseller credited or, where there are many, a word of its name or its PartnerID.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Reseller { get; set; }

    /// <summary>The same for the reseller that is support contact.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Support { get; set; }

    /// <summary>Days within which the term ends.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Ends { get; set; }

    /// <summary>The row that stands open.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Open { get; set; }

    public KeysetPage<ListRow> Subscriptions { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> States { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Products { get; private set; } = [];

    /// <summary>The resellers to choose from; null when there are so many that one is typed.</summary>
    public IReadOnlyList<SelectListItem>? Resellers { get; private set; }

    /// <summary>The same for support contacts.</summary>
    public IReadOnlyList<SelectListItem>? Supporters { get; private set; }

    public IReadOnlyList<SelectListItem> Periods => [.. EndsWithin.Select(days => new SelectListItem(texts["{0} days", days], days))];

    public bool ForProvider => member.Kind == OrganisationKind.Provider;

    public bool ForReseller => member.Kind == OrganisationKind.Reseller;

    public bool ForCustomer => member.Kind == OrganisationKind.Customer;

    public override bool IsFiltered =>
        Searched is not null || Chosen(States, State) is not null || Chosen(Products, Product) is not null || creditedTo is not null || supportedBy is not null
        || Filter.OneOf(Ends, EndsWithin) is not null;

    private KeysetOrder<Subscription, ListRow> Order => (Sort ?? (ForCustomer ? "name" : "")) switch
    {
        "name" or "-name" => Keyset.By<Subscription, ListRow, string>(s => s.Nickname, s => s.Id, r => r.Nickname, r => r.Id, Sort?[0] == '-'),
        "ends" or "-ends" => Keyset.By<Subscription, ListRow, DateTimeOffset>(s => s.TermEndsAt, s => s.Id, r => r.TermEndsAt, r => r.Id, Sort?[0] == '-'),
        _ => ListRows.ByCustomer(Sort == "-customer"),
    };

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var (strands, known) = await FindAsync(cancel);
        Subscriptions = await strands.ToKeysetPageAsync(Order, s => s.Rows(db), PagePlace, cancel, known);
        if (known is not null)
        {
            Subscriptions = Subscriptions with { Counted = Narrowings.Few };
        }
    }

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel)
    {
        var (strands, _) = await FindAsync(cancel);
        return await export.SendAsync(this, "subscriptions", strands.InBatches(Order, s => s.Rows(db), cancel), [.. ListColumns.All(member.Kind, texts)], cancel);
    }

    private static string? Chosen(IEnumerable<SelectListItem> items, string? value) =>
        items.FirstOrDefault(item => item.Value.Equals(value, StringComparison.OrdinalIgnoreCase))?.Value;

    private async Task<(IReadOnlyList<IQueryable<Subscription>> Strands, int? Known)> FindAsync(CancellationToken cancel)
    {
        // What is deleted is the history of provider and reseller.
        var states = Enum.GetValues<SubscriptionState>().Where(s => !ForCustomer || s != SubscriptionState.Deleted).ToList();
        States = [.. states.Select(s => new SelectListItem(Wording.Of(s, texts).Text, s.ToString()))];
        Products = await OffersSeen().OrderBy(o => o.NormalizedName).Select(o => new SelectListItem(o.Name, o.Id)).ToListAsync(cancel);
        if (ForProvider)
        {
            var partners = await PartnerChoice.ReadAsync(db, cancel);
            Resellers = partners.Items is null ? null : [new(texts["No indirect reseller"], None), .. partners.Items];
            Supporters = partners.Items;
            creditedTo = Filter.OneOf(Reseller, None) is not null ? [] : await partners.FindAsync(db, Reseller, cancel);
            supportedBy = await partners.FindAsync(db, Support, cancel);
        }

        var (now, days) = (clock.GetUtcNow(), Filter.OneOf(Ends, EndsWithin));
        var state = Chosen(States, State);
        var filters = new SubscriptionFilters(
            Searched,
            state is not null ? [Enum.Parse<SubscriptionState>(state)] : ForCustomer ? states : null,
            Chosen(Products, Product) is { } product ? [product] : null,
            creditedTo,
            supportedBy,
            days is null ? null : now.AddDays(int.Parse(days, CultureInfo.InvariantCulture)),
            now);
        return await filters.FindAsync(db, cancel);
    }

    /// <summary>The products of what the reader sees; of the first of them where it sees many among those of others.</summary>
    private IQueryable<Offer> OffersSeen()
    {
        var offers = db.Offers.AsNoTracking();
        if (SubscriptionFilters.Reach(db) is not { } ids)
        {
            return offers.Where(o => db.Subscriptions.Any(s => s.OfferId == o.Id));
        }

        var seen = db.Subscriptions.Where(s => ids.Take(Narrowings.Few).Contains(s.Id)).Select(s => s.OfferId);
        return offers.Where(o => seen.Contains(o.Id));
    }
}
