using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Customers;

/// <summary>What stands above each page of a customer, shown by <c>_CustomerHeader</c>.</summary>
/// <param name="Id">The customer.</param>
/// <param name="CompanyName">Its name.</param>
/// <param name="Domain">Its domain; null for a reseller that doesn't administer it.</param>
/// <param name="Administers">
/// Whether the reader's organisation administers account and users. Where it doesn't, it sees the name, the contact and
/// the subscriptions it is concerned with, and every other page of the customer does not exist for it.
/// </param>
/// <param name="ProviderName">The provider, for resellers, which may have several.</param>
/// <param name="Part">What the reseller is for the customer; null for the provider's staff.</param>
/// <param name="States">How many subscriptions the reader sees, by their state.</param>
/// <param name="Tags">The words by which the provider's staff sorts it; none for resellers.</param>
public sealed record CustomerFrame(
    Guid Id, string CompanyName, string? Domain, bool Administers, string? ProviderName, ResellerPart? Part, IReadOnlyList<StateCount> States, IReadOnlyList<string> Tags)
{
    /// <summary>Reads it; null when the customer is unknown or not to be seen.</summary>
    public static async Task<CustomerFrame?> ReadAsync(PortalDbContext db, CurrentMember member, Guid id, CancellationToken cancel)
    {
        var (isReseller, resellerId) = (member.Kind == OrganisationKind.Reseller, member.ResellerId);
        var customer = await db.Customers.AsNoTracking()
            .Where(c => c.Id == id)
            .Select(c => new
            {
                c.CompanyName,
                c.Domain,
                Administers = db.AdministeredCustomers().Any(a => a.Id == c.Id),
                ProviderName = c.Provider.DisplayName,
                Part = new ResellerPart(
                    db.CustomerResellers.Any(r => r.CustomerId == c.Id),
                    db.Subscriptions.Any(s => s.CustomerId == c.Id && s.ResellerId == resellerId),
                    db.Subscriptions.Any(s => s.CustomerId == c.Id && s.SupportContactResellerId == resellerId)),
            })
            .SingleOrDefaultAsync(cancel);
        if (customer is null)
        {
            return null;
        }

        var states = await db.Subscriptions
            .Where(s => s.CustomerId == id)
            .GroupBy(s => s.State)
            .Select(g => new StateCount(g.Key, g.Count()))
            .ToListAsync(cancel);
        return new CustomerFrame(
            id,
            customer.CompanyName,
            customer.Administers ? customer.Domain : null,
            customer.Administers,
            isReseller ? customer.ProviderName : null,
            isReseller ? customer.Part : null,
            [.. states.OrderBy(s => s.State)],
            await db.CustomerTags.Where(t => t.CustomerId == id).OrderBy(t => t.Tag.NormalizedName).Select(t => t.Tag.Name).ToListAsync(cancel));
    }

    /// <summary>The document's title on one of the customer's pages.</summary>
    public string Title(string page) => $"{page} – {CompanyName}";
}

/// <summary>How many subscriptions are in a state.</summary>
public sealed record StateCount(SubscriptionState State, int Count);
