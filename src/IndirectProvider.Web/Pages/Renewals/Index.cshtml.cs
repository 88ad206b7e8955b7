using System.Globalization;
using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Pages.Subscriptions;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Renewals;

/// <summary>What ends soon and needs a decision; what renews by itself is left out.</summary>
public sealed class IndexModel(PortalDbContext db, CurrentMember member, CsvExport export, TimeProvider clock, IStringLocalizer<Texts> texts) : ListPage
{
    /// <summary>What needs a decision is counted up to here: it is found among what needs none.</summary>
    private const int MostCounted = 1_000;

    private static readonly string[] Periods = ["30", "60", "90"];

    private static readonly SubscriptionState[] Running = [SubscriptionState.Active, SubscriptionState.Suspended];

    private IReadOnlyList<Guid>? creditedTo;

    /// <summary>Days within which the term ends; 90 when nothing is said.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Days { get; set; }

    /// <summary>What makes a decision necessary.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Why { get; set; }

    /// <summary>Id of the reseller credited or, where there are many, a word of its name or its PartnerID.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Reseller { get; set; }

    public KeysetPage<RenewalRow> Renewals { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> DayItems => [.. Periods.Select(days => new SelectListItem(texts["{0} days", days], days))];

    public IReadOnlyList<SelectListItem> WhyItems =>
        [.. Enum.GetValues<RenewalReason>().Select(r => new SelectListItem(RenewalRow.Text(r, texts), r.ToString()))];

    /// <summary>The resellers to choose from; null when there are so many that one is typed.</summary>
    public IReadOnlyList<SelectListItem>? Resellers { get; private set; }

    public bool ForProvider => member.Kind == OrganisationKind.Provider;

    public override bool IsFiltered =>
        Searched is not null || Filter.OneOf(Days, Periods) is not null || Filter.Of<RenewalReason>(Why) is not null || creditedTo is not null;

    private KeysetOrder<Subscription, RenewalRow> Order =>
        Keyset.By<Subscription, RenewalRow, DateTimeOffset>(s => s.TermEndsAt, s => s.Id, r => r.TermEndsAt, r => r.Id, Sort == "-ends");

    /// <summary>Days until a term ends, counted up to whole ones.</summary>
    public int DaysLeft(DateTimeOffset end) => Math.Max(0, (int)Math.Ceiling((end - clock.GetUtcNow()).TotalDays));

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var strands = await FindAsync(cancel);
        var count = await strands.Together(MostCounted + 1).CountAsync(cancel);
        Renewals = await strands.ToKeysetPageAsync(Order, Rows, PagePlace, cancel, count) with { Counted = MostCounted };
    }

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel) =>
        await export.SendAsync(this, "renewals", (await FindAsync(cancel)).InBatches(Order, Rows, cancel), Columns(), cancel);

    private IReadOnlyList<CsvColumn<RenewalRow>> Columns() =>
    [
        new(texts["Term ends (UTC)"], s => s.TermEndsAt),
        new(texts["Days left"], s => DaysLeft(s.TermEndsAt)),
        new(texts["Why"], s => string.Join("; ", s.Reasons.Select(r => RenewalRow.Text(r, texts)))),
        new(texts["Customer"], s => s.CustomerName),
        new(texts["Subscription"], s => s.Nickname),
        new(texts["Licenses"], s => s.Quantity),
        new(texts["State"], s => Wording.Of(s.State, texts).Text),
        ForProvider ? new(texts["Indirect reseller"], s => s.ResellerName) : new(texts["Indirect provider"], s => s.ProviderName),
        new(texts["Subscription id"], s => s.Id),
    ];

    private IQueryable<RenewalRow> Rows(IQueryable<Subscription> subscriptions) => subscriptions.Select(s => new RenewalRow(
        s.Id,
        s.CustomerId,
        s.Customer.CompanyName,
        s.Nickname,
        s.Quantity,
        s.State,
        s.AutoRenew,
        s.RenewalChange,
        s.Offer.IsTrial,
        s.Offer.IsSellable,
        s.TermEndsAt,
        db.Resellers.Where(r => r.Id == s.ResellerId).Select(r => r.LegalName).FirstOrDefault(),
        s.Customer.Provider.DisplayName));

    private async Task<IReadOnlyList<IQueryable<Subscription>>> FindAsync(CancellationToken cancel)
    {
        if (ForProvider)
        {
            var partners = await PartnerChoice.ReadAsync(db, cancel);
            Resellers = partners.Items;
            creditedTo = await partners.FindAsync(db, Reseller, cancel);
        }

        var now = clock.GetUtcNow();
        var managed = db.ManagedSubscriptions();
        var rows = Filtered(db.NeedingDecision(now).AsNoTracking().Where(s => managed.Any(m => m.Id == s.Id)));

        // By state, as the index has them in the order of their ends.
        var (strands, _) = await new SubscriptionFilters(Searched, null, await OffersAsync(cancel), creditedTo, null, null, now).FindAsync(db, rows, cancel);
        return [.. strands.SelectMany(strand => Running.Select(state => strand.Where(s => s.State == state)))];
    }

    private IQueryable<Subscription> Filtered(IQueryable<Subscription> subscriptions)
    {
        if (Filter.OneOf(Days, Periods) is { } days)
        {
            var until = clock.GetUtcNow().AddDays(int.Parse(days, CultureInfo.InvariantCulture));
            subscriptions = subscriptions.Where(s => s.TermEndsAt <= until);
        }

        return Filter.Of<RenewalReason>(Why) switch
        {
            RenewalReason.AutoRenewOff => subscriptions.Where(s => !s.AutoRenew && !s.Offer.IsTrial),
            RenewalReason.ChangePlanned => subscriptions.Where(s => s.RenewalChange != null),
            _ => subscriptions,
        };
    }

    /// <summary>The products that make the decision asked for necessary; null where it is no product.</summary>
    private async Task<IReadOnlyList<string>?> OffersAsync(CancellationToken cancel) => Filter.Of<RenewalReason>(Why) switch
    {
        RenewalReason.Trial => await db.Offers.Where(o => o.IsTrial).Select(o => o.Id).ToListAsync(cancel),
        RenewalReason.NoLongerSold => await db.Offers.Where(o => !o.IsSellable).Select(o => o.Id).ToListAsync(cancel),
        _ => null,
    };
}
