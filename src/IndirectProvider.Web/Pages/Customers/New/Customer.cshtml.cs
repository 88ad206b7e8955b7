using System.Globalization;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Web.Pages.Orders.Wizard;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Customers.New;

/// <summary>Step 1 of the wizard: who the customer is.</summary>
public sealed class CustomerModel(
    ReadDraft read,
    KeepDraft keep,
    CheckDraft check,
    CheckDomainPrefix checkPrefix,
    PortalDbContext db,
    TenantNaming naming,
    TimeProvider clock,
    IStringLocalizer<Texts> T) : WizardPage(read, db)
{
    [BindProperty]
    public string? ResellerId { get; set; }

    [BindProperty]
    public NewCustomerInput Customer { get; set; } = new();

    public ResellerOptions Resellers { get; private set; } = new([]);

    public IReadOnlyList<SelectListItem> CountryItems { get; private set; } = [];

    public IReadOnlyList<SelectListItem> LanguageItems => [.. (Country?.Languages ?? ["en"]).Select(code =>
        new SelectListItem(CultureInfo.GetCultureInfo(code).DisplayName, code))];

    public IReadOnlyList<SelectListItem> StateItems => [.. (Country?.States ?? []).Select(s =>
        new SelectListItem(s.Name(CultureInfo.CurrentUICulture), s.Code)).OrderBy(s => s.Text, StringComparer.CurrentCulture)];

    /// <summary>The country chosen, whose rules the fields follow.</summary>
    public new Country? Country => Countries.Find(Customer.Address.Country);

    /// <summary>Domain under which customers get their names.</summary>
    public string Suffix => naming.Suffix;

    /// <summary>The reseller asked for in the address can't be named.</summary>
    public bool ResellerRefused { get; private set; }

    /// <summary>Last day a date field offers; somewhere on earth it has begun.</summary>
    public string Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(14)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private CustomerStepInput Step => new(
        Customer, string.IsNullOrWhiteSpace(ResellerId) ? null : Guid.TryParse(ResellerId, out var id) ? id : Guid.Empty);

    /// <param name="reseller">The reseller to begin with.</param>
    /// <param name="check">Whether what is wrong is said at once, for the way back from the review.</param>
    /// <param name="cancel">Ends the request.</param>
    public async Task<IActionResult> OnGetAsync(Guid? reseller, bool check, CancellationToken cancel)
    {
        if (await OpenAsync(cancel) is { } over)
        {
            return over;
        }

        if (Draft.Customer is { } typed)
        {
            (Customer, ResellerId) = (typed, Draft.ResellerId?.ToString());
            if (check)
            {
                await CheckAsync(cancel);
            }
        }
        else
        {
            Customer = Customer with { Address = new() { Country = await ProvidersCountryAsync(cancel) } };
            ResellerId = reseller?.ToString();
        }

        await LoadAsync(cancel);
        if (Draft.State == DraftState.Fresh && reseller is not null && Resellers.Items.All(r => r.Value != ResellerId))
        {
            (ResellerRefused, ResellerId) = (true, null);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await KeepAsync(cancel) is { } over)
        {
            return over;
        }

        await CheckAsync(cancel);
        if (ModelState.IsValid)
        {
            return Redirect(StepPath("subscriptions"));
        }

        await LoadAsync(cancel);
        return this.Again();
    }

    /// <summary>Keeps what was typed so far; asked by the script.</summary>
    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancel) => await KeepAsync(cancel) ?? StatusCode(StatusCodes.Status204NoContent);

    /// <summary>Keeps what was typed before asking whether to discard it: the answer may be no.</summary>
    public async Task<IActionResult> OnPostCancelAsync(CancellationToken cancel) => await KeepAsync(cancel) ?? Redirect(StepPath("cancel"));

    /// <summary>The fields that depend on the country; asked by the script.</summary>
    public async Task<IActionResult> OnPostCountryFieldsAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        await LoadAsync(cancel);
        return Partial("_CountryFields", this);
    }

    /// <summary>Whether a prefix can be had; asked by the script while typing.</summary>
    public async Task<IActionResult> OnGetAvailabilityAsync([FromQuery(Name = "Customer.DomainPrefix")] string? prefix, CancellationToken cancel) =>
        DomainPrefix.Normalize(prefix) == ""
            ? Content("")
            : Partial("_Availability", await checkPrefix.ExecuteAsync(prefix, askVendor: true, cancel));

    /// <summary>Whether the name looks like a web address; asked by the script.</summary>
    public IActionResult OnPostNameWarning()
    {
        ModelState.Clear();
        return Partial("_NameWarning", Customer.CompanyName);
    }

    private async Task<IActionResult?> KeepAsync(CancellationToken cancel) =>
        await UnlessKeptAsync(await keep.ExecuteAsync(DraftId, Step, cancel), cancel);

    private async Task CheckAsync(CancellationToken cancel) => AddErrors(await check.CustomerAsync(Step, cancel));

    private async Task LoadAsync(CancellationToken cancel)
    {
        var region = Countries.Find(await ProvidersCountryAsync(cancel))?.Region ?? "";
        CountryItems = [.. Countries.InRegion(region)
            .Select(c => new SelectListItem(c.Name(CultureInfo.CurrentUICulture), c.Code))
            .OrderBy(c => c.Text, StringComparer.CurrentCulture)];
        Resellers = await ResellerOptions.ReadAsync(Db, Draft is { State: DraftState.Fresh } ? [] : [ResellerId], T, cancel, most: int.MaxValue);
        if (Country is { } country && !country.Languages.Contains(Customer.Language ?? ""))
        {
            Customer = Customer with { Language = country.Languages[0] };
        }
    }

    private Task<string> ProvidersCountryAsync(CancellationToken cancel) => Db.Providers.Select(p => p.Country).SingleAsync(cancel);
}
