using IndirectProvider.Catalog;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>Reads what the page of a subscription shows, and what a provider can choose there.</summary>
public sealed class ReadSubscription(PortalDbContext db, TimeProvider clock)
{
    private const int LongestHistory = 500;

    /// <summary>The subscription; null when it is unknown or not to be seen.</summary>
    public async Task<SubscriptionDetails?> ExecuteAsync(Guid id, CancellationToken cancel)
    {
        var subscription = await FindAsync(id, cancel);
        if (subscription is null)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var mayCancel = now < subscription.CancelableUntil;
        var isActive = subscription.State == SubscriptionState.Active;
        return new SubscriptionDetails
        {
            Id = subscription.Id,
            Version = subscription.Version,
            CustomerId = subscription.CustomerId,
            CustomerName = await db.Customers.Where(c => c.Id == subscription.CustomerId).Select(c => c.CompanyName).SingleAsync(cancel),
            OrderId = subscription.OrderId,
            VendorId = subscription.VendorId,
            Nickname = subscription.Nickname,
            OfferId = subscription.OfferId,
            OfferName = subscription.Offer.Name,
            IsTrial = subscription.Offer.IsTrial,
            Plan = new OfferPlan(subscription.Term, subscription.BillingPlan),
            Quantity = subscription.Quantity,
            Assigned = await AssignedAsync(subscription, cancel),
            MinQuantity = subscription.Offer.MinQuantity,
            LowestQuantity = subscription.LowestQuantityAt(now),
            HighestQuantity = isActive ? subscription.Offer.MaxQuantity : subscription.Quantity,
            Reducible = subscription.ReducibleAt(now),
            State = subscription.State,
            StateSince = subscription.StateSince,
            TermStartsAt = subscription.TermStartsAt,
            TermEndsAt = subscription.TermEndsAt,
            NextStep = subscription.NextStep,
            AutoRenew = subscription.AutoRenew,
            RenewalChange = subscription.RenewalChange,
            CancelableUntil = mayCancel ? subscription.CancelableUntil : null,
            Refund = mayCancel ? subscription.RefundAt(now) : null,
            ResellerId = subscription.ResellerId,
            ResellerName = await db.Resellers.Where(r => r.Id == subscription.ResellerId).Select(r => r.LegalName).SingleOrDefaultAsync(cancel),
            Credits = await CreditsAsync(id, cancel),
            SupportContact = await SupportContactAsync(subscription, cancel),
            History = await HistoryAsync(subscription, cancel),
            Manages = await db.ManagedSubscriptions().AnyAsync(s => s.Id == id, cancel),
            IsProvider = db.Scope.IsProvider,
            IsCustomer = db.Scope.Viewpoint == Viewpoint.Customer,
        };
    }

    /// <summary>What a provider can choose; null when the subscription is unknown or the reader is not its provider.</summary>
    public async Task<SubscriptionChoices?> ChoicesAsync(Guid id, CancellationToken cancel)
    {
        var subscription = db.Scope.IsProvider ? await FindAsync(id, cancel) : null;
        if (subscription is null)
        {
            return null;
        }

        var country = await db.CountryOfAsync(subscription, cancel);
        var sold = (await db.Offers.AsNoTracking().Where(o => o.IsSellable).OrderBy(o => o.NormalizedName).ToListAsync(cancel))
            .Where(o => o.IsSoldIn(country))
            .ToList();
        var months = SubscriptionTerm.Months(subscription.Term);
        return new SubscriptionChoices(
            [.. sold.Where(o => subscription.Offer.UpgradesTo.Contains(o.Id)).Select(OfferChoice.Of)],
            [.. sold.Where(subscription.MayRenewAs).OrderBy(o => o.Id != subscription.OfferId).Select(OfferChoice.Of)],
            [.. subscription.Offer.Plans.Where(p => SubscriptionTerm.IsSound(p) && SubscriptionTerm.Months(p.Term) >= months)],
            sold.Where(o => o.Id == subscription.Offer.TrialOf).Select(OfferChoice.Of).SingleOrDefault());
    }

    /// <summary>Resellers that a provider can make support contact; none for other readers.</summary>
    public async Task<IReadOnlyList<NamedReseller>> SupportContactsAsync(Guid id, CancellationToken cancel) => db.Scope.IsProvider
        ? await db.EligibleSupportContacts(id).OrderBy(r => r.NormalizedName).Select(r => new NamedReseller(r.Id, r.LegalName)).ToListAsync(cancel)
        : [];

    private Task<Subscription?> FindAsync(Guid id, CancellationToken cancel) =>
        db.Subscriptions.AsNoTracking().Include(s => s.Offer).SingleOrDefaultAsync(s => s.Id == id, cancel);

    // Users of the customer concern only those resellers that are associated with it.
    private async Task<int?> AssignedAsync(Subscription subscription, CancellationToken cancel) =>
        db.Scope.Viewpoint != Viewpoint.Reseller || await db.CustomerResellers.AnyAsync(r => r.CustomerId == subscription.CustomerId, cancel)
            ? await db.LicenseAssignments.CountAsync(a => a.SubscriptionId == subscription.Id, cancel)
            : null;

    private Task<List<CreditPeriod>> CreditsAsync(Guid id, CancellationToken cancel) =>
        (from credit in db.ResellerCredits
         where credit.SubscriptionId == id
         join reseller in db.Resellers on credit.ResellerId equals reseller.Id
         orderby credit.From descending
         select new CreditPeriod(reseller.Id, reseller.LegalName, credit.From, credit.To)).ToListAsync(cancel);

    private Task<SupportDesk?> SupportContactAsync(Subscription subscription, CancellationToken cancel) =>
        subscription.SupportContactResellerId is { } id
            ? db.Resellers.Where(r => r.Id == id)
                .Select(r => new SupportDesk(r.Id, r.LegalName, r.SupportEmail, r.SupportPhone)).Cast<SupportDesk?>().SingleOrDefaultAsync(cancel)
            : db.Providers.Where(p => p.Id == subscription.ProviderId)
                .Select(p => new SupportDesk(null, p.DisplayName, p.SupportEmail, p.SupportPhone)).Cast<SupportDesk?>().SingleOrDefaultAsync(cancel);

    private async Task<IReadOnlyList<HistoryLine>> HistoryAsync(Subscription subscription, CancellationToken cancel)
    {
        var lines = await db.SubscriptionEvents.AsNoTracking()
            .Where(e => e.SubscriptionId == subscription.Id)
            .OrderByDescending(e => e.Number)
            .Take(LongestHistory)
            .ToListAsync(cancel);

        // A reseller knows its own people and the provider's, but not that another reseller works for the customer too.
        var provider = await db.Providers.Where(p => p.Id == subscription.ProviderId).Select(p => p.DisplayName).SingleOrDefaultAsync(cancel);
        var colleagues = db.Scope.Viewpoint == Viewpoint.Reseller ? await db.Users.Where(u => u.ResellerId == db.Scope.ResellerId).Select(u => u.Id).ToListAsync(cancel) : null;
        return
        [
            .. from line in lines
               let known = colleagues is null || line.ActorOrganisation == provider || line.ActorUserId is not { } user || colleagues.Contains(user)
               select new HistoryLine(
                   line.At, line.Kind, line.Text(), line.ReasonText(), known ? line.ActorName : null, known ? line.ActorOrganisation : null),
        ];
    }
}
