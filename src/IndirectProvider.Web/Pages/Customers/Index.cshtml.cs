using System.Globalization;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Customers;

/// <summary>The customers of a provider, or those a reseller serves, newest first.</summary>
public sealed class IndexModel(
    PortalDbContext db, CurrentMember member, CustomerCountries countries, LongLists longLists, CsvExport export, TagCustomers tagCustomers, UntagCustomers untagCustomers, IAuthorizationService access, IStringLocalizer<Texts> texts)
    : ListPage
{
    private const int ChoicesShown = 50;
    private const int ResellersSought = 20;
    private const int TagsShown = 100;

    /// <summary>Id of the reseller that manages the account or, where there are many, how its name or PartnerID begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Reseller { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Country { get; set; }

    /// <summary>State or region of the country.</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    /// <summary>State of a subscription.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Subscription { get; set; }

    /// <summary>Id of a tag.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Tag { get; set; }

    /// <summary>The customer whose row is open.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Open { get; set; }

    [BindProperty]
    public TagForm Input { get; set; } = new();

    public KeysetPage<CustomerRow> Customers { get; private set; } = null!;

    /// <summary>What the open row shows; null when none is open.</summary>
    public CustomerRowDetail? Detail { get; private set; }

    /// <summary>The resellers to choose from; null when there are so many that one is typed.</summary>
    public IReadOnlyList<SelectListItem>? Resellers { get; private set; }

    public IReadOnlyList<SelectListItem> CountryItems { get; private set; } = [];

    public IReadOnlyList<SelectListItem> StateItems { get; private set; } = [];

    public IReadOnlyList<SelectListItem> TagItems { get; private set; } = [];

    public IReadOnlyList<SelectListItem> SubscriptionItems =>
        [.. Enum.GetValues<SubscriptionState>().Select(s => new SelectListItem(Wording.Of(s, texts).Text, s.ToString()))];

    public bool IsProvider => member.Kind == OrganisationKind.Provider;

    /// <summary>The tags of the customers that the reader is limited to; null for who works with all.</summary>
    public IReadOnlyList<string>? LimitedTo { get; private set; }

    public bool MayTag { get; private set; }

    public override bool IsFiltered =>
        Searched is not null || (IsProvider && (Filter.Id(Reseller) is not null || (Resellers is null && Filter.Words(Reseller) is not null))) || ChosenCountry is not null || Filter.Id(Tag) is not null
        || Filter.Of<SubscriptionState>(Subscription) is not null;

    private Country? ChosenCountry => Countries.Find(Country);

    private async Task<CustomerFilters> FiltersAsync(CancellationToken cancel) => new(
        Searched,
        IsProvider ? await ResellersAsync(cancel) : null,
        ChosenCountry,
        ChosenCountry?.FindState(State),
        Filter.Id(Tag),
        Filter.Of<SubscriptionState>(Subscription));

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel)
    {
        var (strands, _) = await FindAsync(cancel);
        return await export.SendAsync(this, "customers", strands.InBatches(Order, c => c.Rows(db, member), cancel, db.AddNamesAsync), Columns(), cancel);
    }

    /// <summary>The row that opens below a customer's, for script; without it the link opens the page with <see cref="Open"/>.</summary>
    public async Task<IActionResult> OnGetDetailAsync(Guid open, CancellationToken cancel) =>
        await db.DetailAsync(open, member, cancel) is { } detail ? Partial("_RowMore", detail) : NotFound();

    public Task<IActionResult> OnPostAddTagAsync(CancellationToken cancel) =>
        TagAsync(tagCustomers.ExecuteAsync, (count, tag) => texts["{0} customers have the tag {1} now that didn't have it.", count, tag], cancel);

    public Task<IActionResult> OnPostRemoveTagAsync(CancellationToken cancel) =>
        TagAsync(untagCustomers.ExecuteAsync, (count, tag) => texts["The tag {1} was taken from {0} customers.", count, tag], cancel);

    private async Task<IActionResult> TagAsync(
        Func<TagInput, CancellationToken, Task<Result<int>>> act, Func<int, string, string> said, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (!MayTag)
        {
            return Forbid();
        }

        // An id that is none was tampered with, like one of another provider.
        if (ModelState.Keys.Any(key => key.StartsWith($"{nameof(Input)}.{nameof(Input.CustomerIds)}", StringComparison.Ordinal) && ModelState[key]!.Errors.Count > 0))
        {
            return NotFound();
        }

        var result = await act(new TagInput(Input.CustomerIds, Input.Tag), cancel);
        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        this.Flash(said(result.Value, TypedText.Clean(Input.Tag)!));
        return LocalRedirect(Request.With(("handler", null)));
    }

    // The country's order would tell a reseller the countries of customers it only supports.
    private KeysetOrder<Customer, CustomerRow> Order => Sort switch
    {
        "name" or "-name" => Keyset.By<Customer, CustomerRow, string>(c => c.NormalizedName, c => c.Id, r => r.NormalizedName, r => r.Id, Sort[0] == '-'),
        "country" or "-country" when IsProvider =>
            Keyset.By<Customer, CustomerRow, string>(c => c.Address.Country, c => c.Id, r => r.Country!, r => r.Id, Sort[0] == '-'),
        _ => Keyset.By<Customer, CustomerRow, DateTimeOffset>(c => c.CreatedAt, c => c.Id, r => r.CreatedAt, r => r.Id, Sort != "added"),
    };

    private async Task LoadAsync(CancellationToken cancel)
    {
        MayTag = (await access.AuthorizeAsync(User, "Providers: tag customers")).Succeeded;
        LimitedTo = member.IsLimited ? await db.Tags.OrderBy(t => t.NormalizedName).Select(t => t.Name).ToListAsync(cancel) : null;
        var (strands, known) = await FindAsync(cancel);
        Customers = await strands.ToKeysetPageAsync(Order, c => c.Rows(db, member), PagePlace, cancel, known, db.AddNamesAsync);
        if (known == Narrowings.Few + 1)
        {
            Customers = Customers with { Counted = Narrowings.Few };
        }
        else if (!IsFiltered && Customers.Total > Keyset.MostCounted)
        {
            longLists.Remember(db.Scope, nameof(Customers));
        }

        Detail = Filter.Id(Open) is { } open && Customers.Rows.Any(c => c.Id == open) ? await db.DetailAsync(open, member, cancel) : null;
        CountryItems = Items((await countries.OfAsync(db, cancel)).Select(code => (code, Countries.Find(code)?.Name(CultureInfo.CurrentUICulture) ?? code)));
        StateItems = Items((ChosenCountry?.States ?? []).Select(s => (s.Code, s.Name(CultureInfo.CurrentUICulture))));
        if (IsProvider)
        {
            TagItems = await db.Tags.AsNoTracking()
                .Where(t => db.CustomerTags.Any(c => c.TagId == t.Id))
                .OrderBy(t => t.NormalizedName)
                .Take(TagsShown)
                .Select(t => new SelectListItem(t.Name, t.Id.ToString()))
                .ToListAsync(cancel);
        }
    }

    /// <summary>The filtered customers, and how many there are where that need not be counted.</summary>
    private async Task<(IReadOnlyList<IQueryable<Customer>> Strands, int? Known)> FindAsync(CancellationToken cancel)
    {
        var narrowed = await (await FiltersAsync(cancel)).OfAsync(db, cancel);
        if (narrowed.IsCountable)
        {
            return ([narrowed.Rows], !IsFiltered && longLists.Knows(db.Scope, nameof(Customers)) ? Keyset.MostCounted + 1 : null);
        }

        // A reseller's customers are walked provider by provider, as the indexes have them.
        var providers = IsProvider ? [] : await db.Partnerships.Where(p => p.State == PartnershipState.Active).Select(p => p.ProviderId).ToListAsync(cancel);
        IReadOnlyList<IQueryable<Customer>> strands = IsProvider || providers.Count == 0
            ? [narrowed.Rows]
            : [.. providers.Select(provider => narrowed.Rows.Where(c => c.ProviderId == provider))];
        return (strands, Narrowings.Few + 1);
    }

    private async Task<IReadOnlyList<Guid>?> ResellersAsync(CancellationToken cancel)
    {
        var partners = db.Partnerships.AsNoTracking();

        if (!longLists.Knows(db.Scope, nameof(Resellers)))
        {
            // Sorted here, so that of thousands only as many are read as tell that one has to be typed.
            var choices = await partners.Where(p => p.State == PartnershipState.Active)
                .OrderBy(p => p.ResellerId)
                .Take(ChoicesShown + 1)
                .Select(p => new SelectListItem(p.Reseller.LegalName, p.ResellerId.ToString()))
                .ToListAsync(cancel);
            if (choices.Count > ChoicesShown)
            {
                longLists.Remember(db.Scope, nameof(Resellers));
            }
            else
            {
                Resellers = [.. choices.OrderBy(c => c.Text, StringComparer.CurrentCulture)];
            }
        }

        if (Filter.Id(Reseller) is { } id)
        {
            return [id];
        }

        return Resellers is null && Filter.Words(Reseller) is { } words
            ? await partners.Where(p => p.Reseller.NormalizedName.StartsWith(SearchText.Normalize(words)) || p.Reseller.PartnerId == words)
                .OrderBy(p => p.ResellerId).Take(ResellersSought).Select(p => p.ResellerId).ToListAsync(cancel)
            : null;
    }

    private static List<SelectListItem> Items(IEnumerable<(string Code, string Name)> choices) =>
        [.. choices.OrderBy(c => c.Name, StringComparer.CurrentCulture).Select(c => new SelectListItem(c.Name, c.Code))];

    private List<CsvColumn<CustomerRow>> Columns()
    {
        List<CsvColumn<CustomerRow>> columns =
        [
            new(texts["Customer"], c => c.CompanyName),
            new(texts["Domain"], c => c.Domain),
            new(texts["Country"], c => Countries.Find(c.Country)?.Name(CultureInfo.CurrentUICulture)),
            new(texts["Contact"], c => c.ContactName),
            new(texts["E-mail"], c => c.ContactEmail),
            new(texts["Phone"], c => c.Phone),
            new(texts["Active subscriptions"], c => c.ActiveSubscriptions),
            new(texts["Added (UTC)"], c => c.CreatedAt),
            new(texts["Customer id"], c => c.Id),
            new(texts["Tenant id"], c => c.TenantId),
        ];
        columns.InsertRange(3, IsProvider
            ? [new(texts["Indirect reseller"], c => string.Join(", ", c.ResellerNames)), new(texts["Tags"], c => string.Join(", ", c.Tags))]
            : [new(texts["Indirect provider"], c => c.ProviderName), new(texts["Your part"], c => string.Join(", ", c.Part.Words(texts)))]);
        return columns;
    }

    /// <summary>The ticked rows and the tag.</summary>
    public sealed class TagForm
    {
        public string? Tag { get; set; }

        public List<Guid> CustomerIds { get; set; } = [];
    }
}
