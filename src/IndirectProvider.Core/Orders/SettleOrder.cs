using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Partnerships;
using IndirectProvider.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Orders;

/// <summary>
/// The last step of an order for a new customer: what the vendor made becomes customer, administrator, subscriptions and sealed
/// credential in the portal, with mails and activity rows, in one save.
/// </summary>
public sealed class SettleOrder(
    PortalDb portal, Sealer sealer, Outbox outbox, IPasswordHasher<PortalUser> hasher, TenantNaming naming, PortalAddress address, TimeProvider clock)
{
    /// <summary>Settles an order whose vendor steps are done.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Another node settled it.</exception>
    public async Task ExecuteAsync(
        Order order, ProvisionedTenant tenant, ProvisionedAdministrator admin, ProvisionedSubscriptions vendorSubscriptions, CancellationToken cancel)
    {
        var db = portal.Open();
        var now = clock.GetUtcNow();
        var step = order.Step(OrderStepKind.SealCredential);
        order.BeginStep(step, now);

        var customer = Customer.Create(order.ProviderId, tenant.TenantId, naming, order.NewCustomer!, now);
        var reseller = await ResellerAsync(db, order, cancel);
        if (reseller is not null)
        {
            customer.Associate(reseller.Id, now);
        }

        db.Customers.Add(customer);
        var administrator = AddAdministrator(db, order, customer, admin, now);
        var provider = await db.Providers.AsNoTracking().SingleAsync(p => p.Id == order.ProviderId, cancel);
        var submitter = new Actor(order.SubmittedByUserId, order.SubmittedByName, provider.DisplayName, null, null);
        order.AddSubscriptions(db, clock, customer, vendorSubscriptions, submitter);

        foreach (var done in order.Steps)
        {
            done.ForgetAnswer();
        }

        step.Finish(null, now);
        order.Complete(customer.Id, now);
        var concerned = new Concerned(order.ProviderId, reseller?.Id, customer.Id);
        db.Record(clock, AuditAction.CustomerCreated, customer.Id, customer.CompanyName, concerned, new { customer.Domain });
        db.Record(clock, AuditAction.OrderCompleted, order.Id, customer.CompanyName, concerned);
        PostMails(db, customer, administrator, provider, reseller);
        await db.SaveChangesAsync(cancel);
    }

    private PortalUser AddAdministrator(PortalDbContext db, Order order, Customer customer, ProvisionedAdministrator admin, DateTimeOffset now)
    {
        var name = new PersonName(customer.ContactFirstName, customer.ContactLastName);
        var user = PortalUser.OfCustomer(
            order.ProviderId, customer.Id, name, admin.UserName, customer.ContactEmail, customer.Culture, MemberRole.GlobalAdmin, now);
        user.GiveTemporaryPassword(hasher.HashPassword(user, admin.Password), now + AdminCredential.PasswordLife);
        db.Users.Add(user);
        db.AdminCredentials.Add(AdminCredential.Issue(
            Guid.CreateVersion7(now), user, order.Id, order.SubmittedByUserId, sealer.Seal(AdminCredential.SealPurpose, admin.Password), now));
        return user;
    }

    /// <summary>The reseller the customer was added for, unless the partnership ended meanwhile.</summary>
    private static Task<Organisations.Reseller?> ResellerAsync(PortalDbContext db, Order order, CancellationToken cancel) =>
        db.Partnerships
            .Where(p => p.ProviderId == order.ProviderId && p.ResellerId == order.ResellerId && p.State == PartnershipState.Active)
            .Select(p => (Organisations.Reseller?)p.Reseller)
            .SingleOrDefaultAsync(cancel);

    private void PostMails(
        PortalDbContext db, Customer customer, PortalUser administrator, Organisations.Provider provider, Organisations.Reseller? reseller)
    {
        outbox.Post(
            db,
            customer.ProviderId,
            "TenantReady",
            new MailAddressee(customer.ContactEmail, administrator.FullName, customer.Culture),
            CustomerMails.TenantReady(customer, administrator.UserName!, provider, reseller?.LegalName, address.Link("/sign-in")),
            provider.SupportEmail);
        if (reseller is not null)
        {
            outbox.Post(
                db,
                customer.ProviderId,
                "CustomerAddedForReseller",
                new MailAddressee(reseller.ContactEmail, reseller.ContactName, reseller.Culture),
                CustomerMails.AddedForReseller(customer, provider, reseller),
                provider.SupportEmail);
        }
    }
}
