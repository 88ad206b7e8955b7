using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Pages.Subscriptions;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.SupportContact;

/// <summary>Where a reseller is the designated support contact, and whom it calls there.</summary>
public sealed class IndexModel(PortalDbContext db, CurrentMember member, CsvExport export, IStringLocalizer<Texts> texts) : ListPage
{
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    public PageOf<Row> Subscriptions { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> States =>
        [.. Enum.GetValues<SubscriptionState>().Select(s => new SelectListItem(Wording.Of(s, texts).Text, s.ToString()))];

    public override bool IsFiltered => Searched is not null || Filter.Of<SubscriptionState>(State) is not null;

    public async Task OnGetAsync(CancellationToken cancel) => Subscriptions = await Rows().ToPageAsync(PageNumber, PageSize, cancel);

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel) =>
        await export.SendAsync(
            this,
            "support-contact",
            Rows().AsAsyncEnumerable(),
            [
                new(texts["Customer"], s => s.CustomerName),
                new(texts["Contact"], s => s.ContactName),
                new(texts["E-mail"], s => s.ContactEmail),
                new(texts["Phone"], s => s.ContactPhone),
                new(texts["Subscription"], s => s.Nickname),
                new(texts["Licenses"], s => s.Quantity),
                new(texts["State"], s => Wording.Of(s.State, texts).Text),
                new(texts["Auto-renew"], s => s.AutoRenew ? texts["Yes"] : texts["No"]),
                new(texts["Term ends (UTC)"], s => s.TermEndsAt),
                new(texts["Indirect provider"], s => s.ProviderName),
                new(texts["Subscription id"], s => s.Id),
            ],
            cancel);

    private IQueryable<Row> Rows()
    {
        var subscriptions = db.Subscriptions.AsNoTracking().Where(s => s.SupportContactResellerId == member.ResellerId);
        if (Searched is { } words)
        {
            subscriptions = subscriptions.Named(words);
        }

        if (Filter.Of<SubscriptionState>(State) is { } state)
        {
            subscriptions = subscriptions.Where(s => s.State == state);
        }
        else
        {
            // Nobody turns to anybody for what has ended.
            subscriptions = subscriptions.Where(s => s.State != SubscriptionState.Canceled && s.State != SubscriptionState.Deleted);
        }

        return Sorted(subscriptions).Select(s => new Row(
            s.Id,
            s.CustomerId,
            s.Customer.CompanyName,
            s.Customer.ContactFirstName + " " + s.Customer.ContactLastName,
            s.Customer.ContactEmail,
            s.Customer.Phone,
            s.Nickname,
            s.Quantity,
            s.State,
            s.AutoRenew,
            s.TermEndsAt,
            s.Customer.Provider.DisplayName));
    }

    private IQueryable<Subscription> Sorted(IQueryable<Subscription> subscriptions) => Sort switch
    {
        "-customer" => subscriptions.OrderByDescending(s => s.Customer.NormalizedName).ThenBy(s => s.Nickname).ThenBy(s => s.Id),
        "state" => subscriptions.OrderBy(s => s.State).ThenBy(s => s.Id),
        "-state" => subscriptions.OrderByDescending(s => s.State).ThenBy(s => s.Id),
        "ends" => subscriptions.OrderBy(s => s.TermEndsAt).ThenBy(s => s.Id),
        "-ends" => subscriptions.OrderByDescending(s => s.TermEndsAt).ThenBy(s => s.Id),
        _ => subscriptions.OrderBy(s => s.Customer.NormalizedName).ThenBy(s => s.Nickname).ThenBy(s => s.Id),
    };

    /// <summary>A row of the list.</summary>
    public sealed record Row(
        Guid Id,
        Guid CustomerId,
        string CustomerName,
        string ContactName,
        string ContactEmail,
        string? ContactPhone,
        string Nickname,
        int Quantity,
        SubscriptionState State,
        bool AutoRenew,
        DateTimeOffset TermEndsAt,
        string ProviderName);
}
