using System.Security.Cryptography;
using System.Text;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Catalog;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Organisations;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace IndirectProvider.Web.Demo;

/// <summary>Customers of the demo, each with the order that made it, its subscriptions and its administrator.</summary>
internal sealed class DemoOrders(
    PortalDbContext db,
    IReadOnlyDictionary<string, Offer> offers,
    TenantNaming naming,
    Sealer sealer,
    IPasswordHasher<PortalUser> hasher,
    string passwordHash,
    DateTimeOffset now)
{
    /// <summary>A customer whose order was completed.</summary>
    public Customer Add(DemoTenant tenant, DemoCustomer company, DemoCourse course, int turn, Reseller? reseller, DateTimeOffset? partnershipEnded = null)
    {
        var at = now.AddDays(-course.DaysAgo).AddMinutes(-37 * (turn + 1));
        var actor = tenant.Actor(turn);
        var details = Details(tenant, company, at);
        var order = Place(tenant, details, course, reseller, actor, at);
        var customer = Customer.Create(tenant.Provider.Id, TenantIdOf(company), naming, details, at);
        if (reseller is not null)
        {
            customer.Associate(reseller.Id, at);
            if (partnershipEnded is { } ended)
            {
                customer.Resellers[0].End(AssociationEnd.Partnership, ended);
            }
        }

        db.Customers.Add(customer);
        AddSubscriptions(customer, order, course, reseller, supportedByReseller: reseller is not null && partnershipEnded is null && turn % 2 == 0, actor, at);
        foreach (var step in order.Steps)
        {
            order.BeginStep(step, at);
            step.Finish(null, at.AddSeconds(2));
        }

        order.Complete(customer.Id, at.AddSeconds(3));
        var concerned = new Concerned(tenant.Provider.Id, partnershipEnded is null ? reseller?.Id : null, customer.Id);
        Record(at, actor, AuditAction.OrderSubmitted, order.Id, company.Company, new Concerned(tenant.Provider.Id));
        Record(at.AddSeconds(3), Actor.Portal, AuditAction.CustomerCreated, customer.Id, company.Company, concerned);
        AddAdministrator(tenant, customer, order, actor, at);
        if (Array.Exists(DemoPeople.Customers, p => p.UserName == company.Prefix))
        {
            DemoUsers.Add(db, customer, tenant.Culture, passwordHash, now);
        }

        return customer;
    }

    /// <summary>Gives customers a tag.</summary>
    public void Tag(DemoTenant tenant, string name, IEnumerable<Customer> customers)
    {
        var tag = Staff.Tag.Create(tenant.Provider.Id, name, now);
        db.Tags.Add(tag);
        db.CustomerTags.AddRange(customers.Select(c => CustomerTag.Of(tenant.Provider.Id, c.Id, tag.Id)));
    }

    private Order Place(DemoTenant tenant, CustomerDetails details, DemoCourse course, Reseller? reseller, Actor actor, DateTimeOffset at)
    {
        var lines = course.Lines.Select(line =>
        {
            var offer = offers[line.OfferId];
            return new OrderLineTerms(offer.Id, offer.Name, line.Quantity, Plan(offer, line.Term), offer.IsTrial, reseller?.Id);
        });
        var order = Order.PlaceForNewCustomer(tenant.Provider.Id, Guid.CreateVersion7(at), details, reseller?.Id, lines, actor, at);
        db.Orders.Add(order);
        db.TenantDomains.Add(TenantDomain.Reserve(details.DomainPrefix, tenant.Provider.Id, at));
        return order;
    }

    private void AddSubscriptions(Customer customer, Order order, DemoCourse course, Reseller? reseller, bool supportedByReseller, Actor actor, DateTimeOffset at)
    {
        foreach (var (line, ordered) in course.Lines.Zip(order.Lines.OrderBy(l => l.Number)))
        {
            var terms = new SubscriptionTerms(
                customer.ProviderId, customer.Id, order.Id, $"{ordered.Id:N}", ordered.OfferId, ordered.OfferName, ordered.Quantity,
                new OfferPlan(ordered.Term, ordered.BillingPlan), ordered.IsTrial, reseller?.Id);
            var subscription = Subscription.Start(terms, at, actor);
            db.Subscriptions.Add(subscription);
            if (supportedByReseller)
            {
                subscription.DesignateSupportContact(new NamedReseller(reseller!.Id, reseller.LegalName), actor, at);
            }

            line.Live(subscription, offers, actor, now);
            ordered.BecomeSubscription(subscription.Id);
        }
    }

    private void AddAdministrator(DemoTenant tenant, Customer customer, Order order, Actor actor, DateTimeOffset at)
    {
        var user = PortalUser.OfCustomer(
            tenant.Provider.Id, customer.Id, new PersonName(customer.ContactFirstName, customer.ContactLastName),
            naming.Administrator(customer.DomainPrefix), customer.ContactEmail, tenant.Culture, MemberRole.GlobalAdmin, at);
        db.Users.Add(user);
        var password = TemporaryPassword.Mint();
        var credential = AdminCredential.Issue(Guid.CreateVersion7(at), user, order.Id, actor.UserId!.Value, sealer.Seal(AdminCredential.SealPurpose, password), at);
        db.AdminCredentials.Add(credential);
        if (credential.IsWaiting(now))
        {
            user.GiveTemporaryPassword(hasher.HashPassword(user, password), at + AdminCredential.PasswordLife);
            return;
        }

        credential.Take(actor.Name, at.AddMinutes(1));
        user.ChoosePassword(passwordHash);
        Record(at.AddMinutes(1), actor, AuditAction.CredentialShown, customer.Id, customer.CompanyName, new Concerned(customer.ProviderId, CustomerId: customer.Id));
    }

    private void Record(DateTimeOffset at, Actor actor, string action, Guid id, string name, Concerned concerned) =>
        db.AuditRecords.Add(AuditRecord.Of(at, actor, action, id, name, concerned, null));

    private static CustomerDetails Details(DemoTenant tenant, DemoCustomer company, DateTimeOffset at)
    {
        var email = $"{Plain(company.First)}.{Plain(company.Last)}@{company.Prefix}.example";
        return new CustomerDetails(
            company.Company, company.Prefix, new PostalAddress(company.Street, null, company.City, null, company.PostalCode, company.Country),
            company.First, company.Last, email, null, null, tenant.Culture,
            $"{company.First} {company.Last}", email, DateOnly.FromDateTime(at.UtcDateTime));
    }

    private static OfferPlan Plan(Offer offer, string term) => offer.Plans.First(p => p.Term == term);

    // The same at every start of an empty database.
    private static string TenantIdOf(DemoCustomer company) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(company.Prefix)).AsSpan(0, 16)).ToString();

    private static string Plain(string name) => name.ToLowerInvariant()
        .Replace("ä", "ae", StringComparison.Ordinal).Replace("ö", "oe", StringComparison.Ordinal)
        .Replace("ü", "ue", StringComparison.Ordinal).Replace("ß", "ss", StringComparison.Ordinal);
}
