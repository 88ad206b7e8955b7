using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Home;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Partners;

/// <summary>Who may administer what of the reader's own company, and whom to turn to.</summary>
public sealed class IndexModel(PortalDbContext db) : PageModel
{
    private const int RowsShown = 500;

    public Contact Provider { get; private set; } = null!;

    /// <summary>Resellers with the whole account.</summary>
    public IReadOnlyList<Administrator> Administrators { get; private set; } = [];

    /// <summary>Subscriptions that a reseller manages which doesn't manage the whole account.</summary>
    public IReadOnlyList<OnSubscription> Single { get; private set; } = [];

    /// <summary>Whom to turn to for each subscription.</summary>
    public IReadOnlyList<OnSubscription> Support { get; private set; } = [];

    public IReadOnlyList<Azure> AzureSubscriptions { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Provider = await db.Providers.AsNoTracking().Select(p => new Contact(p.DisplayName, p.SupportEmail, p.SupportPhone)).SingleAsync(cancel);
        Administrators = await (
            from association in db.CustomerResellers.AsNoTracking()
            where association.EndedAt == null
            join reseller in db.Resellers on association.ResellerId equals reseller.Id
            orderby reseller.NormalizedName
            select new Administrator(reseller.Id, association.StartedAt, new Contact(reseller.LegalName, reseller.SupportEmail, reseller.SupportPhone)))
            .ToListAsync(cancel);
        var alive = db.Subscriptions.AsNoTracking().Where(s =>
            s.State == SubscriptionState.Active || s.State == SubscriptionState.Suspended || s.State == SubscriptionState.Expired);
        Single = await (
            from subscription in alive
            join reseller in db.Resellers on subscription.ResellerId equals reseller.Id
            where db.Partnerships.Any(p => p.ResellerId == reseller.Id && p.State == PartnershipState.Active)
                && !db.CustomerResellers.Any(r => r.ResellerId == reseller.Id && r.EndedAt == null)
            orderby reseller.NormalizedName, subscription.Nickname
            select new OnSubscription(subscription.Id, subscription.Nickname, new Contact(reseller.LegalName, reseller.SupportEmail, reseller.SupportPhone)))
            .Take(RowsShown).ToListAsync(cancel);
        Support = await alive
            .OrderBy(s => s.Nickname).ThenBy(s => s.Id)
            .Take(RowsShown)
            .SelectMany(
                s => db.Resellers.Where(r => r.Id == s.SupportContactResellerId).DefaultIfEmpty(),
                (s, r) => new OnSubscription(s.Id, s.Nickname, r == null ? Provider : new Contact(r.LegalName, r.SupportEmail, r.SupportPhone)))
            .ToListAsync(cancel);
        AzureSubscriptions = await alive
            .Where(s => s.Offer.IsAzure)
            .OrderBy(s => s.Nickname).ThenBy(s => s.Id)
            .Take(RowsShown)
            .Select(s => new Azure(
                s.Id,
                s.Nickname,
                db.AzureGrants.Where(g => g.SubscriptionId == s.Id && g.WithdrawnAt == null)
                    .Join(db.Resellers, g => g.ResellerId, r => r.Id, (_, r) => r.LegalName)
                    .OrderBy(n => n)
                    .ToList()))
            .ToListAsync(cancel);
    }

    /// <summary>A reseller with the whole account.</summary>
    public sealed record Administrator(Guid Id, DateTimeOffset Since, Contact Contact);

    /// <summary>Somebody concerned with a subscription.</summary>
    public sealed record OnSubscription(Guid Id, string Nickname, Contact Contact);

    /// <summary>An Azure subscription and its tenant owners among the resellers.</summary>
    public sealed record Azure(Guid Id, string Nickname, IReadOnlyList<string> Owners);
}
