using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Catalog;
using IndirectProvider.Customers;
using IndirectProvider.Mail;
using IndirectProvider.Orders;
using IndirectProvider.Organisations;
using IndirectProvider.Partnerships;
using IndirectProvider.Staff;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace IndirectProvider.Data;

/// <summary>
/// The matrix "who sees what", as query filters: the one place that decides which rows a viewpoint can read. Each
/// viewpoint has a model of its own, so a query carries only the condition that applies and its index serves it.
/// A table that a viewpoint's list does not name is empty for it.
/// </summary>
internal static class Visibility
{
    /// <summary>Tables without owner: the same for everybody signed in or not.</summary>
    private static readonly Type[] Common = [typeof(Offer)];

    public static void Apply(ModelBuilder model, PortalDbContext db)
    {
        switch (db.Scope.Viewpoint)
        {
            case Viewpoint.Portal:
                return;
            case Viewpoint.Operator:
                ForOperators(model);
                break;
            case Viewpoint.Provider:
                ForProviders(model, db);
                break;
            case Viewpoint.LimitedProvider:
                ForLimitedProviders(model, db);
                break;
            case Viewpoint.Reseller:
                ForResellers(model, db);
                break;
            case Viewpoint.Customer:
                ForCustomers(model, db);
                break;
        }

        ForEverybody(model, db);
        HideTheRest(model);
    }

    // What is a person's own, whatever the organisation. Nobody has no id, and so no rows.
    private static void ForEverybody(ModelBuilder model, PortalDbContext db)
    {
        model.Entity<Session>().HasQueryFilter(s => s.UserId == db.Scope.UserId);
        model.Entity<ListExport>().HasQueryFilter(e => e.UserId == db.Scope.UserId);
        model.Entity<Authenticator>().HasQueryFilter(a => a.UserId == db.Scope.UserId);
        model.Entity<Passkey>().HasQueryFilter(p => p.UserId == db.Scope.UserId);
        model.Entity<RecoveryCode>().HasQueryFilter(c => c.UserId == db.Scope.UserId);
        model.Entity<IdentityUserLogin<Guid>>().HasQueryFilter(l => l.UserId == db.Scope.UserId);
    }

    private static void ForOperators(ModelBuilder model)
    {
        model.Entity<Provider>().HasQueryFilter(p => true);
        model.Entity<PortalUser>().HasQueryFilter(u =>
            u.Organisation == OrganisationKind.Operator || u.Organisation == OrganisationKind.Provider);
        model.Entity<OutgoingMail>().HasQueryFilter(m => m.ProviderId == null);
        model.Entity<ProviderLogo>().HasQueryFilter(l => true);
        model.Entity<ProfileRequest>().HasQueryFilter(r => true);
        model.Entity<AuditRecord>().HasQueryFilter(r => r.ForOperators);
        model.Entity<MicrosoftTenant>().HasQueryFilter(t => true);
    }

    private static void ForProviders(ModelBuilder model, PortalDbContext db)
    {
        model.Entity<Provider>().HasQueryFilter(p => p.Id == db.Scope.ProviderId);
        model.Entity<ProviderLogo>().HasQueryFilter(l => l.ProviderId == db.Scope.ProviderId);
        model.Entity<ProfileRequest>().HasQueryFilter(r => r.ProviderId == db.Scope.ProviderId);
        model.Entity<MicrosoftTenant>().HasQueryFilter(t => t.ProviderId == db.Scope.ProviderId);
        model.Entity<Reseller>().HasQueryFilter(r => db.Partnerships.Any(p => p.ResellerId == r.Id));
        model.Entity<ResellerWord>().HasQueryFilter(w => db.Partnerships.Any(p => p.ResellerId == w.ResellerId));
        model.Entity<PortalUser>().HasQueryFilter(u => u.ProviderId == db.Scope.ProviderId);
        model.Entity<Partnership>().HasQueryFilter(p => p.ProviderId == db.Scope.ProviderId);
        model.Entity<PartnershipInvitation>().HasQueryFilter(i => i.ProviderId == db.Scope.ProviderId);
        model.Entity<InvitationWord>().HasQueryFilter(w => w.ProviderId == db.Scope.ProviderId);
        model.Entity<Customer>().HasQueryFilter(c => c.ProviderId == db.Scope.ProviderId);
        model.Entity<CustomerReseller>().HasQueryFilter(r => r.ProviderId == db.Scope.ProviderId);
        model.Entity<Tag>().HasQueryFilter(t => t.ProviderId == db.Scope.ProviderId);
        model.Entity<CustomerTag>().HasQueryFilter(t => t.ProviderId == db.Scope.ProviderId);
        model.Entity<CustomerWord>().HasQueryFilter(w => w.ProviderId == db.Scope.ProviderId);
        model.Entity<MemberTag>().HasQueryFilter(t => t.ProviderId == db.Scope.ProviderId);
        model.Entity<AdminCredential>().HasQueryFilter(c => c.ProviderId == db.Scope.ProviderId);
        model.Entity<Subscription>().HasQueryFilter(s => s.ProviderId == db.Scope.ProviderId);
        model.Entity<SubscriptionWord>().HasQueryFilter(w => w.ProviderId == db.Scope.ProviderId);
        model.Entity<SubscriptionEvent>().HasQueryFilter(e => e.ProviderId == db.Scope.ProviderId);
        model.Entity<ResellerCredit>().HasQueryFilter(c => c.ProviderId == db.Scope.ProviderId);
        model.Entity<LicenseAssignment>().HasQueryFilter(a => a.ProviderId == db.Scope.ProviderId);
        model.Entity<AzureGrant>().HasQueryFilter(g => g.ProviderId == db.Scope.ProviderId);
        model.Entity<Order>().HasQueryFilter(o => o.ProviderId == db.Scope.ProviderId);
        model.Entity<OrderLine>().HasQueryFilter(l => l.ProviderId == db.Scope.ProviderId);
        model.Entity<OrderStep>().HasQueryFilter(s => s.ProviderId == db.Scope.ProviderId);
        model.Entity<OrderDraft>().HasQueryFilter(d => d.ProviderId == db.Scope.ProviderId);
        model.Entity<OutgoingMail>().HasQueryFilter(m => m.ProviderId == db.Scope.ProviderId);
        model.Entity<AuditRecord>().HasQueryFilter(r => r.ProviderId == db.Scope.ProviderId);
    }

    // Everything begins with the person's tags. Of tags it sees only those, so every tag left on a customer lets it in, and a
    // customer without one does not exist: nor does what hangs on it, nor what the other tags would tell.
    private static void ForLimitedProviders(ModelBuilder model, PortalDbContext db)
    {
        model.Entity<MemberTag>().HasQueryFilter(t => t.ProviderId == db.Scope.ProviderId && t.UserId == db.Scope.UserId);
        model.Entity<Tag>().HasQueryFilter(t => t.ProviderId == db.Scope.ProviderId && db.MemberTags.Any(m => m.TagId == t.Id));
        model.Entity<CustomerTag>().HasQueryFilter(t => t.ProviderId == db.Scope.ProviderId && db.MemberTags.Select(m => m.TagId).Contains(t.TagId));

        model.Entity<Customer>().HasQueryFilter(c => c.ProviderId == db.Scope.ProviderId && db.CustomerTags.Any(t => t.CustomerId == c.Id));
        model.Entity<CustomerWord>().HasQueryFilter(w => w.ProviderId == db.Scope.ProviderId && db.CustomerTags.Any(t => t.CustomerId == w.CustomerId));
        model.Entity<CustomerReseller>().HasQueryFilter(r => r.ProviderId == db.Scope.ProviderId && db.CustomerTags.Any(t => t.CustomerId == r.CustomerId));
        model.Entity<AdminCredential>().HasQueryFilter(c => c.ProviderId == db.Scope.ProviderId && db.CustomerTags.Any(t => t.CustomerId == c.CustomerId));
        model.Entity<Subscription>().HasQueryFilter(s => s.ProviderId == db.Scope.ProviderId && db.CustomerTags.Any(t => t.CustomerId == s.CustomerId));
        model.Entity<SubscriptionWord>().HasQueryFilter(w => db.Subscriptions.Any(s => s.Id == w.SubscriptionId));
        model.Entity<SubscriptionEvent>().HasQueryFilter(e => db.Subscriptions.Any(s => s.Id == e.SubscriptionId));
        model.Entity<ResellerCredit>().HasQueryFilter(c => db.Subscriptions.Any(s => s.Id == c.SubscriptionId));
        model.Entity<LicenseAssignment>().HasQueryFilter(a => a.ProviderId == db.Scope.ProviderId && db.CustomerTags.Any(t => t.CustomerId == a.CustomerId));
        model.Entity<AzureGrant>().HasQueryFilter(g => g.ProviderId == db.Scope.ProviderId && db.CustomerTags.Any(t => t.CustomerId == g.CustomerId));
        model.Entity<Order>().HasQueryFilter(o => o.ProviderId == db.Scope.ProviderId && db.CustomerTags.Any(t => t.CustomerId == o.CustomerId));
        model.Entity<OrderLine>().HasQueryFilter(l => db.Orders.Any(o => o.Id == l.OrderId));
        model.Entity<OrderStep>().HasQueryFilter(s => db.Orders.Any(o => o.Id == s.OrderId));
        model.Entity<OrderDraft>().HasQueryFilter(d =>
            d.ProviderId == db.Scope.ProviderId && d.UserId == db.Scope.UserId && db.CustomerTags.Any(t => t.CustomerId == d.CustomerId));
        model.Entity<PortalUser>().HasQueryFilter(u =>
            u.ProviderId == db.Scope.ProviderId && (u.CustomerId == null || db.CustomerTags.Any(t => t.CustomerId == u.CustomerId)));

        model.Entity<MicrosoftTenant>().HasQueryFilter(t => t.ProviderId == db.Scope.ProviderId);

        // Its partners, as for its colleagues, with their invitations' mails and history; and which drafts it has canceled itself.
        model.Entity<Provider>().HasQueryFilter(p => p.Id == db.Scope.ProviderId);
        model.Entity<Reseller>().HasQueryFilter(r => db.Partnerships.Any(p => p.ResellerId == r.Id));
        model.Entity<ResellerWord>().HasQueryFilter(w => db.Partnerships.Any(p => p.ResellerId == w.ResellerId));
        model.Entity<Partnership>().HasQueryFilter(p => p.ProviderId == db.Scope.ProviderId);
        model.Entity<PartnershipInvitation>().HasQueryFilter(i => i.ProviderId == db.Scope.ProviderId);
        model.Entity<InvitationWord>().HasQueryFilter(w => w.ProviderId == db.Scope.ProviderId);
        model.Entity<OutgoingMail>().HasQueryFilter(m => m.ProviderId == db.Scope.ProviderId && m.Kind == PartnershipMails.InvitationKind);
        model.Entity<AuditRecord>().HasQueryFilter(r =>
            r.ProviderId == db.Scope.ProviderId
            && (db.CustomerTags.Any(t => t.CustomerId == r.CustomerId)
                || (r.CustomerId == null && db.PartnershipInvitations.Any(i => i.Id == r.SubjectId))
                || (r.Action == AuditAction.OrderDraftCanceled && r.ActorUserId == db.Scope.UserId)));
    }

    private static void ForResellers(ModelBuilder model, PortalDbContext db)
    {
        model.Entity<Provider>().HasQueryFilter(p => db.Partnerships.Any(ps => ps.ProviderId == p.Id));
        model.Entity<Reseller>().HasQueryFilter(r => r.Id == db.Scope.ResellerId);
        model.Entity<ResellerWord>().HasQueryFilter(w => w.ResellerId == db.Scope.ResellerId);
        model.Entity<MicrosoftTenant>().HasQueryFilter(t => t.ResellerId == db.Scope.ResellerId);
        model.Entity<PortalUser>().HasQueryFilter(u =>
            u.ResellerId == db.Scope.ResellerId || db.CustomerResellers.Any(r => r.CustomerId == u.CustomerId));
        model.Entity<Partnership>().HasQueryFilter(p => p.ResellerId == db.Scope.ResellerId);
        model.Entity<CustomerReseller>().HasQueryFilter(r => r.ResellerId == db.Scope.ResellerId && r.EndedAt == null);
        model.Entity<Subscription>().HasQueryFilter(s =>
            db.Partnerships.Any(p => p.ProviderId == s.ProviderId && p.State == PartnershipState.Active)
            && (s.ResellerId == db.Scope.ResellerId
                || s.SupportContactResellerId == db.Scope.ResellerId
                || db.CustomerResellers.Any(r => r.CustomerId == s.CustomerId)));

        model.Entity<SubscriptionWord>().HasQueryFilter(w => db.Subscriptions.Any(s => s.Id == w.SubscriptionId));

        // The two kinds that name other resellers, which a reseller never sees.
        model.Entity<SubscriptionEvent>().HasQueryFilter(e =>
            e.Kind != SubscriptionEventKind.ResellerCredited
            && e.Kind != SubscriptionEventKind.SupportContactChanged
            && db.Subscriptions.Any(s => s.Id == e.SubscriptionId));
        model.Entity<ResellerCredit>().HasQueryFilter(c =>
            c.ResellerId == db.Scope.ResellerId && db.Subscriptions.Any(s => s.Id == c.SubscriptionId));
        model.Entity<Customer>().HasQueryFilter(c =>
            db.Partnerships.Any(p => p.ProviderId == c.ProviderId && p.State == PartnershipState.Active)
            && (db.CustomerResellers.Any(r => r.CustomerId == c.Id)
                || db.Subscriptions.Any(s => s.CustomerId == c.Id)));
        model.Entity<CustomerWord>().HasQueryFilter(w =>
            db.Customers.Any(c => c.Id == w.CustomerId) && (!w.OfAccount || db.CustomerResellers.Any(r => r.CustomerId == w.CustomerId)));
        model.Entity<LicenseAssignment>().HasQueryFilter(a => db.CustomerResellers.Any(r => r.CustomerId == a.CustomerId));
        model.Entity<AzureGrant>().HasQueryFilter(g => g.ResellerId == db.Scope.ResellerId && g.WithdrawnAt == null);
        model.Entity<AdminCredential>().HasQueryFilter(c =>
            c.IssuedToUserId == db.Scope.UserId && db.CustomerResellers.Any(r => r.CustomerId == c.CustomerId));

        // What happened at a customer it no longer serves is gone with the customer, but for what its own people did and what
        // became of the customer itself, such as the end of its administration.
        model.Entity<AuditRecord>().HasQueryFilter(r =>
            r.ResellerId == db.Scope.ResellerId
            && (r.CustomerId == null
                || r.SubjectId == r.CustomerId
                || r.ActorOrganisationId == db.Scope.ResellerId
                || db.Customers.Any(c => c.Id == r.CustomerId)));
    }

    private static void ForCustomers(ModelBuilder model, PortalDbContext db)
    {
        model.Entity<Provider>().HasQueryFilter(p => p.Id == db.Scope.ProviderId);
        model.Entity<Reseller>().HasQueryFilter(r =>
            db.CustomerResellers.Any(cr => cr.ResellerId == r.Id && cr.EndedAt == null)
            || db.Subscriptions.Any(s => s.ResellerId == r.Id || s.SupportContactResellerId == r.Id));

        // Of the resellers it knows, which ones still are partners and so can act.
        model.Entity<Partnership>().HasQueryFilter(p => p.ProviderId == db.Scope.ProviderId && db.Resellers.Any(r => r.Id == p.ResellerId));
        model.Entity<PortalUser>().HasQueryFilter(u => u.CustomerId == db.Scope.CustomerId);
        model.Entity<Customer>().HasQueryFilter(c => c.Id == db.Scope.CustomerId);
        model.Entity<CustomerWord>().HasQueryFilter(w => w.CustomerId == db.Scope.CustomerId);
        model.Entity<CustomerReseller>().HasQueryFilter(r => r.CustomerId == db.Scope.CustomerId);
        model.Entity<Subscription>().HasQueryFilter(s => s.CustomerId == db.Scope.CustomerId);
        model.Entity<SubscriptionWord>().HasQueryFilter(w => db.Subscriptions.Any(s => s.Id == w.SubscriptionId));
        model.Entity<SubscriptionEvent>().HasQueryFilter(e => db.Subscriptions.Any(s => s.Id == e.SubscriptionId));
        model.Entity<ResellerCredit>().HasQueryFilter(c => db.Subscriptions.Any(s => s.Id == c.SubscriptionId));
        model.Entity<LicenseAssignment>().HasQueryFilter(a => a.CustomerId == db.Scope.CustomerId);
        model.Entity<AzureGrant>().HasQueryFilter(g => g.CustomerId == db.Scope.CustomerId);
        model.Entity<AdminCredential>().HasQueryFilter(c => c.CustomerId == db.Scope.CustomerId && c.IssuedToUserId == db.Scope.UserId);
        model.Entity<AuditRecord>().HasQueryFilter(r => r.CustomerId == db.Scope.CustomerId);
    }

    private static void HideTheRest(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (!entity.IsOwned() && entity.GetDeclaredQueryFilters().Count == 0 && !Common.Contains(entity.ClrType))
            {
                var row = System.Linq.Expressions.Expression.Parameter(entity.ClrType, "row");
                entity.SetQueryFilter(System.Linq.Expressions.Expression.Lambda(System.Linq.Expressions.Expression.Constant(false), row));
            }
        }
    }
}

/// <summary>Caches one model per viewpoint, since each has its own filters.</summary>
public sealed class ModelPerViewpoint : IModelCacheKeyFactory
{
    /// <inheritdoc/>
    public object Create(DbContext context, bool designTime) =>
        (context.GetType(), (context as PortalDbContext)?.Scope.Viewpoint, designTime);
}
