using System.Globalization;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Customers;

/// <summary>Says who gets a customer's bills.</summary>
public sealed class EditBillToModel(PortalDbContext db, ChangeBillTo change, IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public ChangeBillTo.Input Input { get; set; } = new();

    /// <summary>The version the form shows.</summary>
    [BindProperty]
    public long Version { get; set; }

    public string CompanyName { get; private set; } = "";

    /// <summary>What somebody else saved meanwhile.</summary>
    public IReadOnlyList<StoredFact> StoredNow { get; private set; } = [];

    /// <summary>The countries of the customer's region.</summary>
    public IReadOnlyList<SelectListItem> CountryItems { get; private set; } = [];

    /// <summary>The states of all those countries that have some; elsewhere none is needed.</summary>
    public IReadOnlyList<SelectListItem> StateItems { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await ReadAsync(id, cancel) is not { } stored)
        {
            return NotFound();
        }

        (Input, Version) = stored;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        var result = await change.ExecuteAsync(id, Version, Input, cancel);
        if (result.Succeeded)
        {
            this.Flash(texts["Bill-to is saved."]);
            return RedirectToPage("Account", new { id });
        }

        if (await ReadAsync(id, cancel) is not var (stored, version))
        {
            return NotFound();
        }

        if (version != Version)
        {
            StoredNow = Different(stored);
            ModelState.Remove(nameof(Version));
            Version = version;
        }

        return this.Refuse(result);
    }

    private async Task<(ChangeBillTo.Input Stored, long Version)?> ReadAsync(Guid id, CancellationToken cancel)
    {
        var customer = await db.AdministeredCustomers().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel);
        if (customer is null)
        {
            return null;
        }

        CompanyName = customer.CompanyName;
        var countries = Countries.InRegion(Countries.Find(customer.Address.Country)!.Region);
        CountryItems = Items(countries.Select(c => (c.Code, c.Name(CultureInfo.CurrentUICulture))));
        StateItems = Items(countries.SelectMany(c => c.States).Select(s => (s.Code, s.Name(CultureInfo.CurrentUICulture))));
        var stored = customer.BillTo is { } billTo
            ? new ChangeBillTo.Input { CompanyName = billTo.CompanyName, ContactName = billTo.ContactName, Email = billTo.Email, Address = TypedAddress.Of(billTo.Address) }
            : new ChangeBillTo.Input { SameAsCompany = true, Address = new() { Country = customer.Address.Country } };
        return (stored, customer.Version);
    }

    private static List<SelectListItem> Items(IEnumerable<(string Code, string Name)> choices) =>
        [.. choices.OrderBy(c => c.Name, StringComparer.CurrentCulture).Select(c => new SelectListItem(c.Name, c.Code))];

    private IReadOnlyList<StoredFact> Different(ChangeBillTo.Input stored) => StoredFact.Different(
        (texts["Same as company"], stored.SameAsCompany ? texts["Yes"] : texts["No"], Input.SameAsCompany ? texts["Yes"] : texts["No"]),
        (texts["Company name"], stored.CompanyName, Input.CompanyName),
        (texts["Contact"], stored.ContactName, Input.ContactName),
        (texts["E-mail"], stored.Email, Input.Email),
        (texts["Country"], stored.Address.Country, Input.Address.Country),
        (texts["Address line 1"], stored.Address.Line1, Input.Address.Line1),
        (texts["Address line 2"], stored.Address.Line2, Input.Address.Line2),
        (texts["Postal code"], stored.Address.PostalCode, Input.Address.PostalCode),
        (texts["City"], stored.Address.City, Input.Address.City),
        (texts["State or region"], stored.Address.State, Input.Address.State));
}
