using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Catalog;
using IndirectProvider.Customers;
using IndirectProvider.Mail;
using IndirectProvider.Operations;
using IndirectProvider.Orders;
using IndirectProvider.Organisations;
using IndirectProvider.Partnerships;
using IndirectProvider.Staff;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Data;

/// <summary>
/// All tables, seen through the eyes of one <see cref="TenantScope"/>. Reads are filtered by
/// <see cref="Visibility"/>, writes are checked by <see cref="WriteGuard"/>.
/// </summary>
public sealed class PortalDbContext(DbContextOptions<PortalDbContext> options, TenantScope scope)
    : IdentityUserContext<PortalUser, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, Passkey>(options)
{
    /// <summary>Identity's own tables have text keys, and SQL Server takes 900 bytes of key at most.</summary>
    private const int IdentityKeyLength = 128;

    /// <summary>Whom this context acts for.</summary>
    public TenantScope Scope => scope;

    public DbSet<Provider> Providers => Set<Provider>();

    public DbSet<ProviderLogo> ProviderLogos => Set<ProviderLogo>();

    public DbSet<ProfileRequest> ProfileRequests => Set<ProfileRequest>();

    public DbSet<Reseller> Resellers => Set<Reseller>();

    public DbSet<ResellerWord> ResellerWords => Set<ResellerWord>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<ListExport> ListExports => Set<ListExport>();

    public DbSet<Authenticator> Authenticators => Set<Authenticator>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<MicrosoftTenant> MicrosoftTenants => Set<MicrosoftTenant>();

    public DbSet<AccountLink> AccountLinks => Set<AccountLink>();

    public DbSet<Partnership> Partnerships => Set<Partnership>();

    public DbSet<PartnershipInvitation> PartnershipInvitations => Set<PartnershipInvitation>();

    public DbSet<InvitationWord> InvitationWords => Set<InvitationWord>();

    public DbSet<Offer> Offers => Set<Offer>();

    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<CustomerReseller> CustomerResellers => Set<CustomerReseller>();

    public DbSet<TenantDomain> TenantDomains => Set<TenantDomain>();

    public DbSet<Tag> Tags => Set<Tag>();

    public DbSet<MemberTag> MemberTags => Set<MemberTag>();

    public DbSet<CustomerWord> CustomerWords => Set<CustomerWord>();

    public DbSet<CustomerTag> CustomerTags => Set<CustomerTag>();

    public DbSet<AdminCredential> AdminCredentials => Set<AdminCredential>();

    public DbSet<Subscription> Subscriptions => Set<Subscription>();

    public DbSet<SubscriptionWord> SubscriptionWords => Set<SubscriptionWord>();

    public DbSet<SubscriptionEvent> SubscriptionEvents => Set<SubscriptionEvent>();

    public DbSet<ResellerCredit> ResellerCredits => Set<ResellerCredit>();

    public DbSet<LicenseAssignment> LicenseAssignments => Set<LicenseAssignment>();

    public DbSet<AzureGrant> AzureGrants => Set<AzureGrant>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<OrderLine> OrderLines => Set<OrderLine>();

    public DbSet<OrderStep> OrderSteps => Set<OrderStep>();

    public DbSet<OrderDraft> OrderDrafts => Set<OrderDraft>();

    public DbSet<OutgoingMail> OutgoingMails => Set<OutgoingMail>();

    public DbSet<AuditRecord> AuditRecords => Set<AuditRecord>();

    public DbSet<AuditSeal> AuditSeals => Set<AuditSeal>();

    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    public DbSet<WorkerTurn> WorkerTurns => Set<WorkerTurn>();

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save asynchronously.");

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        var (subscriptions, customers, orders) = WriteGuard.Check(ChangeTracker, scope);
        if (subscriptions.Count > 0
            && await this.ManagedSubscriptions().CountAsync(s => subscriptions.Contains(s.Id), cancellationToken) != subscriptions.Count)
        {
            throw new TenantViolationException($"{scope.Viewpoint} may not save a subscription that it does not manage.");
        }

        if (customers.Count > 0
            && await this.AdministeredCustomers().CountAsync(c => customers.Contains(c.Id), cancellationToken) != customers.Count)
        {
            throw new TenantViolationException($"{scope.Viewpoint} may not save a row of a customer that it does not administer.");
        }

        if (orders.Count > 0 && await Orders.CountAsync(o => orders.Contains(o.Id), cancellationToken) != orders.Count)
        {
            throw new TenantViolationException($"{scope.Viewpoint} may not save a row of an order that it does not see.");
        }

        await this.KeepWordsAsync(cancellationToken);
        foreach (var entry in ChangeTracker.Entries<IVersioned>())
        {
            if (entry.State == EntityState.Modified)
            {
                entry.Property(nameof(IVersioned.Version)).CurrentValue = entry.Entity.Version + 1;
            }
        }

        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Conventions.Apply(configurationBuilder);

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("UserClaims");
        builder.Entity<IdentityUserLogin<Guid>>(logins =>
        {
            logins.ToTable("UserLogins");
            logins.Property(l => l.LoginProvider).HasMaxLength(IdentityKeyLength);
            logins.Property(l => l.ProviderKey).HasMaxLength(IdentityKeyLength);
        });
        builder.Entity<IdentityUserToken<Guid>>(tokens =>
        {
            tokens.ToTable("UserTokens");
            tokens.Property(t => t.LoginProvider).HasMaxLength(IdentityKeyLength);
            tokens.Property(t => t.Name).HasMaxLength(IdentityKeyLength);
        });
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
        Conventions.Finish(builder, Database.ProviderName);
        Planning.Map(builder, isSqlite: Database.ProviderName == "Microsoft.EntityFrameworkCore.Sqlite");
        Visibility.Apply(builder, this);
    }
}
