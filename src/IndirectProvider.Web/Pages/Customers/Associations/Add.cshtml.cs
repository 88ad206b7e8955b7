using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Customers.Associations;

/// <summary>Gives a reseller the administration of a customer, or another's: first whom, then what that grants and ends.</summary>
public sealed class AddModel(PortalDbContext db, AssociateReseller associate, IStringLocalizer<Texts> texts) : PageModel
{
    private const int ChoicesShown = 1000;

    /// <summary>Whom, and in whose place; already in the address before it is confirmed.</summary>
    [BindProperty(SupportsGet = true)]
    public Form Input { get; set; } = new();

    public string CompanyName { get; private set; } = "";

    public IReadOnlyList<SelectListItem> Resellers { get; private set; } = [];

    /// <summary>Name of the reseller to confirm; null while none that can be chosen is.</summary>
    public string? Chosen { get; private set; }

    /// <summary>Name of the reseller whose administration ends with it.</summary>
    public string? Replaced { get; private set; }

    /// <summary>What its end brings about.</summary>
    public AssociationEffect Effect { get; private set; } = new([], [], []);

    /// <summary>When the customer removed the chosen reseller itself.</summary>
    public DateTimeOffset? RemovedByCustomerAt { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        if (Chosen is null && Request.Query.ContainsKey("Input.ResellerId"))
        {
            ModelState.AddModelError("Input.ResellerId", texts["Choose an indirect reseller."]);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        var result = await associate.ExecuteAsync(
            new() { CustomerId = id, ResellerId = Input.ResellerId, InPlaceOf = Input.InPlaceOf, CustomerAgreed = Input.CustomerAgreed }, cancel);
        if (result.Succeeded)
        {
            var name = await db.Resellers.Where(r => r.Id == Input.ResellerId).Select(r => r.LegalName).SingleAsync(cancel);
            this.Flash(texts["{0} manages the customer now.", name]);
            return Redirect($"/customers/{id}/admin-relationships");
        }

        return await ReadAsync(id, cancel) ? this.Refuse(result) : NotFound();
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Customers.Where(c => c.Id == id).Select(c => c.CompanyName).SingleOrDefaultAsync(cancel) is not { } companyName)
        {
            return false;
        }

        CompanyName = companyName;
        if (Input.InPlaceOf is { } replacedId)
        {
            Replaced = await db.CustomerResellers
                .Where(r => r.CustomerId == id && r.ResellerId == replacedId)
                .Join(db.Resellers, a => a.ResellerId, r => r.Id, (_, r) => r.LegalName)
                .SingleOrDefaultAsync(cancel);
            if (Replaced is null)
            {
                return false;
            }

            Effect = await AssociationEffect.ReadAsync(db, id, replacedId, cancel);
        }

        Resellers = await db.ResellersToAssociate(id)
            .OrderBy(r => r.NormalizedName)
            .Take(ChoicesShown)
            .Select(r => new SelectListItem(r.LegalName + " (" + r.PartnerId + ")", r.Id.ToString()))
            .ToListAsync(cancel);
        Chosen = await db.ResellersToAssociate(id).Where(r => r.Id == Input.ResellerId).Select(r => r.LegalName).SingleOrDefaultAsync(cancel);
        RemovedByCustomerAt = await db.CustomerResellers
            .Where(r => r.CustomerId == id && r.ResellerId == Input.ResellerId && r.EndedBy == AssociationEnd.Customer)
            .Select(r => r.EndedAt)
            .SingleOrDefaultAsync(cancel);
        return true;
    }

    /// <summary>What the page asks.</summary>
    public sealed class Form
    {
        public Guid? ResellerId { get; set; }

        public Guid? InPlaceOf { get; set; }

        public bool CustomerAgreed { get; set; }
    }
}
