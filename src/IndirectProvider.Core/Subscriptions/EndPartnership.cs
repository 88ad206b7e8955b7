using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Partnerships;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>
/// Ends a partnership from either side: the reseller's access to this provider's customers ends now, the provider is
/// support contact again where the reseller was, and both sides and those customers get a mail. Subscriptions keep the
/// reseller for their history.
/// </summary>
public sealed class EndPartnership(PortalDb portal, TenantScope scope, IDatabaseDialect dialect, Outbox outbox, TimeProvider clock)
{
    /// <summary>What ending changes for customers.</summary>
    /// <param name="Customers">Customers the reseller loses access to.</param>
    /// <param name="SupportedCustomers">Customers whose support contact it is for a subscription; they are told by mail.</param>
    public sealed record Effect(int Customers, int SupportedCustomers);

    /// <summary>What would happen.</summary>
    /// <param name="otherId">The reseller for a provider's member, the provider for a reseller's.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<Effect>> ForeseeAsync(Guid otherId, CancellationToken cancel)
    {
        var db = portal.Open();
        if (await FindAsync(db, otherId, cancel) is not { State: PartnershipState.Active } pair)
        {
            return Error.NotFound;
        }

        var managed = Associations(db, pair).Select(r => r.CustomerId);
        var supported = Supported(db, pair).Select(s => s.CustomerId);
        var credited = db.Subscriptions.Where(s => s.ProviderId == pair.ProviderId && s.ResellerId == pair.ResellerId).Select(s => s.CustomerId);
        return new Effect(
            await managed.Union(supported).Union(credited).CountAsync(cancel),
            await supported.Distinct().CountAsync(cancel));
    }

    /// <summary>Ends it. Ending one that has ended is harmless.</summary>
    /// <param name="otherId">The reseller for a provider's member, the provider for a reseller's.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result> ExecuteAsync(Guid otherId, CancellationToken cancel)
    {
        var db = portal.Open();
        if (await FindAsync(db, otherId, cancel) is not { } partnership)
        {
            return Error.NotFound;
        }

        var now = clock.GetUtcNow();
        if (!partnership.End(now).Succeeded)
        {
            return Result.Done;
        }

        await EndAssociationsAsync(db, partnership, now, cancel);
        await FallBackAsync(db, partnership, cancel);
        await db.WithdrawGrantsAsync(clock, g => g.ProviderId == partnership.ProviderId && g.ResellerId == partnership.ResellerId, cancel);
        db.Record(
            clock,
            AuditAction.PartnershipEnded,
            partnership.Id,
            partnership.Reseller.LegalName,
            new Concerned(partnership.ProviderId, partnership.ResellerId),
            new { partnership.Reseller.PartnerId, By = scope.Viewpoint.ToString() });
        await PostMailsAsync(db, partnership, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || dialect.IsUniqueViolation(failure))
        {
            return PartnershipErrors.ChangedMeanwhile;
        }

        return Result.Done;
    }

    // The scope says which half of the pair is ours, so no other pair can be named. Limited staff ends none: that would reach
    // customers it does not see.
    private async Task<Partnership?> FindAsync(PortalDbContext db, Guid otherId, CancellationToken cancel)
    {
        var (providerId, resellerId) = scope.Viewpoint switch
        {
            Viewpoint.Provider => (scope.ProviderId, otherId),
            Viewpoint.Reseller => (otherId, scope.ResellerId),
            _ => (Guid.Empty, Guid.Empty),
        };
        return await db.Partnerships
            .Include(p => p.Provider)
            .Include(p => p.Reseller)
            .SingleOrDefaultAsync(p => p.ProviderId == providerId && p.ResellerId == resellerId, cancel);
    }

    private static IQueryable<CustomerReseller> Associations(PortalDbContext db, Partnership pair) =>
        db.CustomerResellers.Where(r => r.ProviderId == pair.ProviderId && r.ResellerId == pair.ResellerId && r.EndedAt == null);

    private async Task EndAssociationsAsync(PortalDbContext db, Partnership pair, DateTimeOffset now, CancellationToken cancel)
    {
        var names = await db.Customers
            .Where(c => Associations(db, pair).Any(a => a.CustomerId == c.Id)).ToDictionaryAsync(c => c.Id, c => c.CompanyName, cancel);
        foreach (var association in await Associations(db, pair).ToListAsync(cancel))
        {
            association.End(AssociationEnd.Partnership, now);
            db.Record(
                clock,
                AuditAction.ResellerDissociated,
                association.CustomerId,
                names[association.CustomerId],
                new Concerned(pair.ProviderId, pair.ResellerId, association.CustomerId),
                new { Reseller = pair.Reseller.LegalName });
        }
    }

    private static IQueryable<Subscription> Supported(PortalDbContext db, Partnership pair) =>
        db.Subscriptions.Where(s => s.ProviderId == pair.ProviderId && s.SupportContactResellerId == pair.ResellerId);

    private async Task FallBackAsync(PortalDbContext db, Partnership partnership, CancellationToken cancel)
    {
        var supported = await Supported(db, partnership).Include(s => s.Customer).ToListAsync(cancel);
        foreach (var subscriptions in supported.GroupBy(s => s.Customer))
        {
            var customer = subscriptions.Key;
            foreach (var subscription in subscriptions)
            {
                subscription.FallBackToProviderSupport(scope.Actor, clock.GetUtcNow());
                db.Record(
                    clock,
                    AuditAction.SupportContactChanged,
                    subscription.Id,
                    subscription.Nickname,
                    new Concerned(partnership.ProviderId, partnership.ResellerId, customer.Id),
                    new { From = partnership.Reseller.LegalName, To = partnership.Provider.DisplayName });
            }

            outbox.Post(
                db,
                partnership.ProviderId,
                "SupportContactChanged",
                new MailAddressee(customer.ContactEmail, $"{customer.ContactFirstName} {customer.ContactLastName}", customer.Culture),
                CustomerMails.SupportFallsBack(customer, partnership.Provider, partnership.Reseller, [.. subscriptions.Select(s => s.Nickname)]),
                partnership.Provider.SupportEmail);
        }
    }

    private async Task PostMailsAsync(PortalDbContext db, Partnership partnership, CancellationToken cancel)
    {
        var (provider, reseller) = (partnership.Provider, partnership.Reseller);
        var byReseller = scope.Viewpoint == Viewpoint.Reseller;
        var agents = await db.Users.AsNoTracking()
            .Where(u => u.ProviderId == provider.Id && u.CustomerId == null && u.DisabledAt == null && (u.Roles & MemberRole.GlobalAdmin) != 0)
            .OrderBy(u => u.CreatedAt)
            .ToListAsync(cancel);
        foreach (var agent in agents)
        {
            outbox.Post(
                db,
                provider.Id,
                "PartnershipEnded",
                new MailAddressee(agent.Email!, agent.FullName, agent.Culture),
                PartnershipMails.EndedForProvider(agent.Culture, provider, reseller, byReseller),
                reseller.ContactEmail);
        }

        outbox.Post(
            db,
            provider.Id,
            "PartnershipEnded",
            new MailAddressee(reseller.ContactEmail, reseller.ContactName, reseller.Culture),
            PartnershipMails.EndedForReseller(provider, reseller, byReseller),
            provider.SupportEmail);
    }
}
