using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Pages.Subscriptions;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.SupportContact;

/// <summary>Where a reseller is the designated support contact, and whom it calls there.</summary>
public sealed class IndexModel(PortalDbContext db, CurrentMember member, CsvExport export, TimeProvider clock, IStringLocalizer<Texts> texts) : ListPage
{
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    public KeysetPage<Row> Subscriptions { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> States =>
        [.. Enum.GetValues<SubscriptionState>().Select(s => new SelectListItem(Wording.Of(s, texts).Text, s.ToString()))];

    public override bool IsFiltered => Searched is not null || Filter.Of<SubscriptionState>(State) is not null;

    private KeysetOrder<Subscription, Row> Order => Sort switch
    {
        "ends" or "-ends" => Keyset.By<Subscription, Row, DateTimeOffset>(s => s.TermEndsAt, s => s.Id, r => r.TermEndsAt, r => r.Id, Sort[0] == '-'),
        _ => Keyset.By<Subscription, Row, string>(s => s.Customer.NormalizedName, s => s.Id, r => r.CustomerNormalizedName, r => r.Id, Sort == "-customer"),
    };

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var (strands, known) = await FindAsync(cancel);
        Subscriptions = await strands.ToKeysetPageAsync(Order, Rows, PagePlace, cancel, known);
        if (known is not null)
        {
            Subscriptions = Subscriptions with { Counted = Narrowings.Few };
        }
    }

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel)
    {
        var (strands, _) = await FindAsync(cancel);
        return await export.SendAsync(
            this,
            "support-contact",
            strands.InBatches(Order, Rows, cancel),
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
    }

    // Nobody turns to anybody for what has ended, unless it is asked for.
    private Task<(IReadOnlyList<IQueryable<Subscription>> Strands, int? Known)> FindAsync(CancellationToken cancel) => new SubscriptionFilters(
        Searched,
        Filter.Of<SubscriptionState>(State) is { } state
            ? [state]
            : [SubscriptionState.Active, SubscriptionState.Suspended, SubscriptionState.Expired, SubscriptionState.Disabled],
        null,
        null,
        [member.ResellerId],
        null,
        clock.GetUtcNow()).FindAsync(db, cancel);

    private static IQueryable<Row> Rows(IQueryable<Subscription> subscriptions) => subscriptions.Select(s => new Row(
        s.Id,
        s.CustomerId,
        s.Customer.CompanyName,
        s.Customer.NormalizedName,
        s.Customer.ContactFirstName + " " + s.Customer.ContactLastName,
        s.Customer.ContactEmail,
        s.Customer.Phone,
        s.Nickname,
        s.Quantity,
        s.State,
        s.AutoRenew,
        s.TermEndsAt,
        s.Customer.Provider.DisplayName));

    /// <summary>A row of the list.</summary>
    public sealed record Row(
        Guid Id,
        Guid CustomerId,
        string CustomerName,
        string CustomerNormalizedName,
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
