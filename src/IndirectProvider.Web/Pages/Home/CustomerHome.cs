using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Home;

/// <summary>A customer's subscriptions and who manages and supports them.</summary>
public sealed record CustomerHome(
    string Name, string Domain, bool MayReadSubscriptions, IReadOnlyList<OwnSubscription> Subscriptions, Contact Provider, IReadOnlyList<Contact> ManagingResellers)
{
    private const int RowsShown = 200;

    /// <summary>Reads it.</summary>
    public static async Task<CustomerHome> ReadAsync(PortalDbContext db, CurrentMember member, CancellationToken cancel)
    {
        var customer = await db.Customers.AsNoTracking()
            .Select(c => new { c.CompanyName, c.Domain, Provider = new Contact(c.Provider.DisplayName, c.Provider.SupportEmail, c.Provider.SupportPhone) })
            .SingleAsync(cancel);
        var provider = customer.Provider;
        var resellers = await db.CustomerResellers.AsNoTracking()
            .Where(r => r.EndedAt == null)
            .Join(db.Resellers, r => r.ResellerId, r => r.Id, (_, r) => r)
            .OrderBy(r => r.LegalName)
            .Select(r => new Contact(r.LegalName, r.SupportEmail, r.SupportPhone))
            .ToListAsync(cancel);
        var mayRead = member.Is(OrganisationKind.Customer, MemberRole.GlobalAdmin | MemberRole.BillingAdmin);
        var subscriptions = !mayRead ? [] : await db.Subscriptions.AsNoTracking()
            .Where(s => s.State != SubscriptionState.Deleted)
            .OrderBy(s => s.State == SubscriptionState.Active ? 0 : 1)
            .ThenBy(s => s.Nickname)
            .ThenBy(s => s.Id)
            .Take(RowsShown)
            .SelectMany(
                s => db.Resellers.Where(r => r.Id == s.SupportContactResellerId).DefaultIfEmpty(),
                (s, r) => new OwnSubscription(
                    s.Id,
                    s.CustomerId,
                    s.Nickname,
                    s.Offer.Name,
                    s.Quantity,
                    s.State,
                    s.AutoRenew,
                    s.TermEndsAt,
                    r == null ? provider : new Contact(r.LegalName, r.SupportEmail, r.SupportPhone)))
            .ToListAsync(cancel);
        return new CustomerHome(customer.CompanyName, customer.Domain, mayRead, subscriptions, provider, resellers);
    }
}

/// <summary>One of the customer's subscriptions.</summary>
public sealed record OwnSubscription(
    Guid Id, Guid CustomerId, string Name, string Product, int Quantity, SubscriptionState State, bool AutoRenew, DateTimeOffset TermEndsAt, Contact Support);

/// <summary>Whom to turn to.</summary>
public sealed record Contact(string Name, string Email, string? Phone);

/// <summary>A contact as it is shown.</summary>
/// <param name="Role">What it is to the customer.</param>
/// <param name="Does">What it does for the customer.</param>
/// <param name="Contact">Whom to turn to.</param>
public sealed record ContactCard(string Role, string Does, Contact Contact);
