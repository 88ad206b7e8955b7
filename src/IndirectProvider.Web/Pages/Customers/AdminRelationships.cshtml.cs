using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Customers;

/// <summary>Who may administer what of a customer, from when to when, and how it ended.</summary>
public sealed class AdminRelationshipsModel(PortalDbContext db, CurrentMember member) : PageModel
{
    private const int RowsShown = 500;

    public CustomerFrame Frame { get; private set; } = null!;

    public DateTimeOffset CustomerSince { get; private set; }

    public string ProviderName => member.OrganisationName;

    /// <summary>Resellers with the whole account, those of today first.</summary>
    public IReadOnlyList<Association> Associations { get; private set; } = [];

    /// <summary>Resellers credited on single subscriptions, those of today first.</summary>
    public IReadOnlyList<Credit> Credits { get; private set; } = [];

    /// <summary>Tenant owner grants, those that hold first.</summary>
    public IReadOnlyList<Grant> Grants { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await CustomerFrame.ReadAsync(db, member, id, cancel) is not { } frame)
        {
            return NotFound();
        }

        Frame = frame;
        CustomerSince = await db.Customers.Where(c => c.Id == id).Select(c => c.CreatedAt).SingleAsync(cancel);
        Associations = await (
            from association in db.CustomerResellers.AsNoTracking()
            where association.CustomerId == id
            join reseller in db.Resellers on association.ResellerId equals reseller.Id
            orderby association.EndedAt == null ? 0 : 1, association.EndedAt descending, reseller.NormalizedName
            select new Association(reseller.Id, reseller.LegalName, association.StartedAt, association.EndedAt, association.EndedBy))
            .Take(RowsShown).ToListAsync(cancel);
        Credits = await (
            from credit in db.ResellerCredits.AsNoTracking()
            join subscription in db.Subscriptions on credit.SubscriptionId equals subscription.Id
            where subscription.CustomerId == id
            join reseller in db.Resellers on credit.ResellerId equals reseller.Id
            orderby credit.To == null ? 0 : 1, credit.To descending, reseller.NormalizedName, subscription.Nickname
            select new Credit(reseller.LegalName, subscription.Id, subscription.Nickname, credit.From, credit.To))
            .Take(RowsShown).ToListAsync(cancel);
        Grants = await (
            from grant in db.AzureGrants.AsNoTracking()
            where grant.CustomerId == id
            join subscription in db.Subscriptions on grant.SubscriptionId equals subscription.Id
            join reseller in db.Resellers on grant.ResellerId equals reseller.Id
            orderby grant.WithdrawnAt == null ? 0 : 1, grant.WithdrawnAt descending, reseller.NormalizedName, subscription.Nickname
            select new Grant(reseller.LegalName, subscription.Id, subscription.Nickname, grant.GivenAt, grant.GivenBy, grant.WithdrawnAt))
            .Take(RowsShown).ToListAsync(cancel);
        return Page();
    }

    /// <summary>A reseller with the whole account.</summary>
    public sealed record Association(Guid ResellerId, string Name, DateTimeOffset From, DateTimeOffset? Until, AssociationEnd? EndedBy);

    /// <summary>A reseller credited on a subscription.</summary>
    public sealed record Credit(string Name, Guid SubscriptionId, string Nickname, DateTimeOffset From, DateTimeOffset? Until);

    /// <summary>A reseller that is tenant owner of an Azure subscription.</summary>
    public sealed record Grant(string Name, Guid SubscriptionId, string Nickname, DateTimeOffset From, string By, DateTimeOffset? Until);
}
