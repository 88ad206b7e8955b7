using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Customers;

/// <summary>
/// Which customers a list shows. A reseller finds by facts of the account only those whose account it administers: else
/// the filters would tell what the rows don't.
/// </summary>
/// <param name="Words">Part of the name, beginning of domain or e-mail address, or an id; null for none.</param>
/// <param name="ResellerId">Associated with this reseller.</param>
/// <param name="Country">In this country.</param>
/// <param name="State">In this state or region of it.</param>
/// <param name="TagId">With this tag.</param>
/// <param name="Subscriptions">With a subscription in this state.</param>
/// <param name="NoSubscriptions">Without any subscription.</param>
public sealed record CustomerFilters(
    string? Words, Guid? ResellerId, Country? Country, CountryState? State, Guid? TagId, SubscriptionState? Subscriptions, bool NoSubscriptions)
{
    /// <summary>Whether any of them is set.</summary>
    public bool Any => this != new CustomerFilters(null, null, null, null, null, null, false);

    /// <summary>The customers they leave.</summary>
    public IQueryable<Customer> Of(PortalDbContext db)
    {
        var customers = db.Customers.AsNoTracking();
        if (Words is { } words)
        {
            customers = Found(customers, db, words);
        }

        if (ResellerId is { } resellerId)
        {
            customers = customers.Where(c => c.Resellers.Any(r => r.ResellerId == resellerId && r.EndedAt == null));
        }

        if (Country?.Code is { } country)
        {
            customers = customers.Where(c => c.Address.Country == country && db.AdministeredCustomers().Any(a => a.Id == c.Id));
        }

        if (State?.Code is { } state)
        {
            customers = customers.Where(c => c.Address.State == state);
        }

        if (TagId is { } tagId)
        {
            customers = customers.Where(c => c.Tags.Any(t => t.TagId == tagId));
        }

        if (Subscriptions is { } subscriptions)
        {
            customers = customers.Where(c => db.Subscriptions.Any(s => s.CustomerId == c.Id && s.State == subscriptions));
        }

        return NoSubscriptions ? customers.Where(c => !db.Subscriptions.Any(s => s.CustomerId == c.Id)) : customers;
    }

    private static IQueryable<Customer> Found(IQueryable<Customer> customers, PortalDbContext db, string words)
    {
        if (Filter.Id(words) is { } id)
        {
            var (text, bare) = (id.ToString(), id.ToString("N"));
            return customers.Where(c =>
                c.Id == id
                || (c.TenantId == text && db.AdministeredCustomers().Any(a => a.Id == c.Id))
                || db.Subscriptions.Any(s => s.CustomerId == c.Id && (s.Id == id || s.VendorId == text || s.VendorId == bare)));
        }

        // The administrator's user name ends with the domain.
        var (name, lower, domain) = (SearchText.Normalize(words), words.ToLowerInvariant(), EmailAddress.DomainOf(words));
        return customers.Where(c =>
            c.NormalizedName.Contains(name)
            || c.ContactEmail.ToLower().StartsWith(lower)
            || ((c.Domain.StartsWith(lower) || c.Domain == domain) && db.AdministeredCustomers().Any(a => a.Id == c.Id)));
    }
}
