using System.Globalization;
using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Renewals;

/// <summary>What ends soon and needs a decision; what renews by itself is left out.</summary>
public sealed class IndexModel(PortalDbContext db, CurrentMember member, CsvExport export, TimeProvider clock, IStringLocalizer<Texts> texts) : ListPage
{
    private static readonly string[] Periods = ["30", "60", "90"];

    /// <summary>Days within which the term ends; 90 when nothing is said.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Days { get; set; }

    /// <summary>What makes a decision necessary.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Why { get; set; }

    /// <summary>Id of the reseller credited.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Reseller { get; set; }

    public PageOf<RenewalRow> Renewals { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> DayItems => [.. Periods.Select(days => new SelectListItem(texts["{0} days", days], days))];

    public IReadOnlyList<SelectListItem> WhyItems =>
        [.. Enum.GetValues<RenewalReason>().Select(r => new SelectListItem(RenewalRow.Text(r, texts), r.ToString()))];

    public IReadOnlyList<SelectListItem> Resellers { get; private set; } = [];

    public bool ForProvider => member.Kind == OrganisationKind.Provider;

    public override bool IsFiltered =>
        Searched is not null || Filter.OneOf(Days, Periods) is not null || Filter.Of<RenewalReason>(Why) is not null || ResellerId is not null;

    private Guid? ResellerId => Filter.Id(Resellers.FirstOrDefault(r => r.Value.Equals(Reseller, StringComparison.OrdinalIgnoreCase))?.Value);

    /// <summary>Days until a term ends, counted up to whole ones.</summary>
    public int DaysLeft(DateTimeOffset end) => Math.Max(0, (int)Math.Ceiling((end - clock.GetUtcNow()).TotalDays));

    public async Task OnGetAsync(CancellationToken cancel) => Renewals = await (await ReadAsync(cancel)).ToPageAsync(PageNumber, PageSize, cancel);

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel) =>
        await export.SendAsync(this, "renewals", (await ReadAsync(cancel)).AsAsyncEnumerable(), Columns(), cancel);

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

    private async Task<IQueryable<RenewalRow>> ReadAsync(CancellationToken cancel)
    {
        var managed = db.ManagedSubscriptions();
        var all = db.NeedingDecision(clock.GetUtcNow()).AsNoTracking().Where(s => managed.Any(m => m.Id == s.Id));
        if (ForProvider)
        {
            var credited = await db.Resellers.Where(r => all.Any(s => s.ResellerId == r.Id))
                .OrderBy(r => r.NormalizedName).Select(r => new { r.Id, r.LegalName }).ToListAsync(cancel);
            Resellers = [.. credited.Select(r => new SelectListItem(r.LegalName, r.Id.ToString()))];
        }

        return Sorted(Filtered(all)).Select(s => new RenewalRow(
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
    }

    private IQueryable<Subscription> Filtered(IQueryable<Subscription> subscriptions)
    {
        if (Searched is { } words)
        {
            var name = SearchText.Normalize(words);
            subscriptions = subscriptions.Where(s => s.Customer.NormalizedName.Contains(name) || s.Nickname.Contains(words) || s.Offer.NormalizedName.Contains(name));
        }

        if (Filter.OneOf(Days, Periods) is { } days)
        {
            var until = clock.GetUtcNow().AddDays(int.Parse(days, CultureInfo.InvariantCulture));
            subscriptions = subscriptions.Where(s => s.TermEndsAt <= until);
        }

        if (ResellerId is { } reseller)
        {
            subscriptions = subscriptions.Where(s => s.ResellerId == reseller);
        }

        return Filter.Of<RenewalReason>(Why) switch
        {
            RenewalReason.AutoRenewOff => subscriptions.Where(s => !s.AutoRenew && !s.Offer.IsTrial),
            RenewalReason.ChangePlanned => subscriptions.Where(s => s.RenewalChange != null),
            RenewalReason.Trial => subscriptions.Where(s => s.Offer.IsTrial),
            RenewalReason.NoLongerSold => subscriptions.Where(s => !s.Offer.IsSellable),
            _ => subscriptions,
        };
    }

    private IQueryable<Subscription> Sorted(IQueryable<Subscription> subscriptions) => Sort switch
    {
        "-ends" => subscriptions.OrderByDescending(s => s.TermEndsAt).ThenBy(s => s.Id),
        "customer" => subscriptions.OrderBy(s => s.Customer.NormalizedName).ThenBy(s => s.TermEndsAt).ThenBy(s => s.Id),
        "-customer" => subscriptions.OrderByDescending(s => s.Customer.NormalizedName).ThenBy(s => s.TermEndsAt).ThenBy(s => s.Id),
        _ => subscriptions.OrderBy(s => s.TermEndsAt).ThenBy(s => s.Id),
    };
}
