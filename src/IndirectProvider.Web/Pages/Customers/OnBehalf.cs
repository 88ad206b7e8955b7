using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Customers;

/// <summary>
/// In whose account a provider's or reseller's staff works, and by what right: the layout says it above every page below a
/// customer's address. The customer's own people are told nothing.
/// </summary>
public sealed class OnBehalf(PortalDbContext db, CurrentMember member, IStringLocalizer<Texts> texts)
{
    /// <summary>The sentence; null where nobody works on behalf of a customer.</summary>
    public async Task<string?> SentenceAsync(HttpContext http)
    {
        if (!member.IsSignedIn || member.Kind is not (OrganisationKind.Provider or OrganisationKind.Reseller) || CustomerOf(http.Request.Path) is not { } id)
        {
            return null;
        }

        var resellerId = member.ResellerId;
        var customer = await db.Customers.AsNoTracking()
            .Where(c => c.Id == id)
            .Select(c => new
            {
                c.CompanyName,
                Manages = db.CustomerResellers.Any(r => r.CustomerId == c.Id),
                Credited = db.Subscriptions.Count(s => s.CustomerId == c.Id && s.ResellerId == resellerId),
            })
            .SingleOrDefaultAsync(http.RequestAborted);
        return customer switch
        {
            null => null,
            _ when member.Kind == OrganisationKind.Provider => texts["You work in the account of {0} as its indirect provider.", customer.CompanyName].Value,
            { Manages: true } => texts["You work in the account of {0} as the indirect reseller that manages it.", customer.CompanyName].Value,
            { Credited: 1 } => texts["You work in the account of {0}: your company is credited on one subscription only.", customer.CompanyName].Value,
            { Credited: > 1 } => texts["You work in the account of {0}: your company is credited on {1} subscriptions only.", customer.CompanyName, customer.Credited].Value,
            _ => texts["You work in the account of {0} as designated support contact.", customer.CompanyName].Value,
        };
    }

    private static Guid? CustomerOf(PathString path) =>
        path.Value?.Split('/') is ["", var folder, var id, ..] && folder.Equals("customers", StringComparison.OrdinalIgnoreCase) && Guid.TryParse(id, out var customer)
            ? customer
            : null;
}
