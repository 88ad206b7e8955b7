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

/// <summary>Changes a customer's company and contact.</summary>
public sealed class EditAccountModel(PortalDbContext db, ChangeCustomer change, IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public ChangeCustomer.Input Input { get; set; } = new();

    /// <summary>The version the form shows.</summary>
    [BindProperty]
    public long Version { get; set; }

    /// <summary>The stored name.</summary>
    public string CompanyName { get; private set; } = "";

    /// <summary>The customer's country, which stays.</summary>
    public Country Country { get; private set; } = null!;

    /// <summary>What somebody else saved meanwhile.</summary>
    public IReadOnlyList<StoredFact> StoredNow { get; private set; } = [];

    public IReadOnlyList<SelectListItem> LanguageItems =>
        [.. Country.Languages.Select(code => new SelectListItem(CultureInfo.GetCultureInfo(code).DisplayName, code))];

    public IReadOnlyList<SelectListItem> StateItems =>
        [.. Country.States.Select(s => new SelectListItem(s.Name(CultureInfo.CurrentUICulture), s.Code)).OrderBy(s => s.Text, StringComparer.CurrentCulture)];

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
            this.Flash(texts["Company and contact are saved."]);
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

    private async Task<(ChangeCustomer.Input Stored, long Version)?> ReadAsync(Guid id, CancellationToken cancel)
    {
        var customer = await db.AdministeredCustomers().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel);
        if (customer is null)
        {
            return null;
        }

        (CompanyName, Country) = (customer.CompanyName, Countries.Find(customer.Address.Country)!);
        var input = new ChangeCustomer.Input
        {
            CompanyName = customer.CompanyName,
            Address = TypedAddress.Of(customer.Address),
            RegistrationNumber = customer.RegistrationNumber,
            FirstName = customer.ContactFirstName,
            LastName = customer.ContactLastName,
            Email = customer.ContactEmail,
            Phone = customer.Phone,
            Language = customer.Culture,
        };
        return (input, customer.Version);
    }

    private IReadOnlyList<StoredFact> Different(ChangeCustomer.Input stored) => StoredFact.Different(
        (texts["Company name"], stored.CompanyName, Input.CompanyName),
        (texts["Registration number"], stored.RegistrationNumber, Input.RegistrationNumber),
        (texts["Address line 1"], stored.Address.Line1, Input.Address.Line1),
        (texts["Address line 2"], stored.Address.Line2, Input.Address.Line2),
        (texts["City"], stored.Address.City, Input.Address.City),
        (texts["State or region"], stored.Address.State, Input.Address.State),
        (texts["Postal code"], stored.Address.PostalCode, Input.Address.PostalCode),
        (texts["First name"], stored.FirstName, Input.FirstName),
        (texts["Last name"], stored.LastName, Input.LastName),
        (texts["E-mail"], stored.Email, Input.Email),
        (texts["Phone"], stored.Phone, Input.Phone),
        (texts["Language"], stored.Language, Input.Language));
}
