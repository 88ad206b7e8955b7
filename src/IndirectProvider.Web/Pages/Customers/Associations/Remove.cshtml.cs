using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Customers.Associations;

/// <summary>The provider ends a reseller's administration of a customer, after reading what happens.</summary>
public sealed class RemoveModel(PortalDbContext db, RemoveAssociation remove, IStringLocalizer<Texts> texts) : PageModel
{
    public string CompanyName { get; private set; } = "";

    public string ResellerName { get; private set; } = "";

    public AssociationEffect Effect { get; private set; } = new([], [], []);

    public async Task<IActionResult> OnGetAsync(Guid id, Guid resellerId, CancellationToken cancel) =>
        await ReadAsync(id, resellerId, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, Guid resellerId, CancellationToken cancel)
    {
        if (!await ReadAsync(id, resellerId, cancel))
        {
            return NotFound();
        }

        var result = await remove.ExecuteAsync(id, resellerId, cancel);
        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        this.Flash(texts["{0} no longer manages {1}.", ResellerName, CompanyName]);
        return Redirect($"/customers/{id}/admin-relationships");
    }

    private async Task<bool> ReadAsync(Guid id, Guid resellerId, CancellationToken cancel)
    {
        var names = await (
            from association in db.CustomerResellers
            where association.CustomerId == id && association.ResellerId == resellerId
            join customer in db.Customers on association.CustomerId equals customer.Id
            join reseller in db.Resellers on association.ResellerId equals reseller.Id
            select new { customer.CompanyName, reseller.LegalName }).SingleOrDefaultAsync(cancel);
        if (names is null)
        {
            return false;
        }

        (CompanyName, ResellerName) = (names.CompanyName, names.LegalName);
        Effect = await AssociationEffect.ReadAsync(db, id, resellerId, cancel);
        return true;
    }
}
