using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Customers;

/// <summary>
/// Which customers a list shows. A reseller finds by facts of the account only those whose account it administers: else
/// the filters would tell what the rows don't.
/// </summary>
/// <param name="Words">Beginnings of words of the name, the domain or the e-mail address, or an id; null for none.</param>
/// <param name="Resellers">Associated with one of these resellers; null for any customer.</param>
/// <param name="Country">In this country.</param>
/// <param name="State">In this state or region of it.</param>
/// <param name="TagId">With this tag.</param>
/// <param name="Subscriptions">With a subscription in this state.</param>
public sealed record CustomerFilters(
    string? Words, IReadOnlyList<Guid>? Resellers, Country? Country, CountryState? State, Guid? TagId, SubscriptionState? Subscriptions)
{
    /// <summary>Whether any of them is set.</summary>
    public bool Any => this != new CustomerFilters(null, null, null, null, null, null);

    /// <summary>The customers they leave.</summary>
    public Task<Narrowed<Customer>> OfAsync(PortalDbContext db, CancellationToken cancel)
    {
        var customers = db.Customers.AsNoTracking();
        if (State?.Code is { } state)
        {
            customers = customers.Where(c => c.Address.State == state);
        }

        if (Words is not null && Sought.Count == 0 && Filter.Id(Words) is null)
        {
            customers = customers.Where(c => false);
        }

        return customers.NarrowAsync(c => c.Id, Reach(db), [.. Narrowings(db)], cancel);
    }

    /// <summary>
    /// The ids of what somebody can see at all, where that may be few of all customers there are; the filters of the database hold all the
    /// same. Null for who sees a provider's.
    /// </summary>
    public static IQueryable<Guid>? Reach(PortalDbContext db)
    {
        var reseller = db.Scope.ResellerId;
        return db.Scope.Viewpoint switch
        {
            Viewpoint.Reseller => db.CustomerResellers.Select(r => r.CustomerId)
                .Concat(db.Subscriptions.Where(s => s.ResellerId == reseller).Select(s => s.CustomerId).Distinct())
                .Concat(db.Subscriptions.Where(s => s.SupportContactResellerId == reseller).Select(s => s.CustomerId).Distinct()),
            Viewpoint.LimitedProvider => db.CustomerTags.Select(t => t.CustomerId),
            _ => null,
        };
    }

    private IReadOnlyList<WordRange> Sought => Words is null || Filter.Id(Words) is not null ? [] : SearchWords.Sought(Words);

    private IEnumerable<Narrowing<Customer>> Narrowings(PortalDbContext db)
    {
        if (Filter.Id(Words) is { } id)
        {
            yield return WithId(db, id);
        }

        foreach (var range in Sought)
        {
            var (from, to) = (range.From, range.To);
            yield return new(
                db.CustomerWords.Where(w => string.Compare(w.Word, from) >= 0 && string.Compare(w.Word, to) < 0).Select(w => w.CustomerId),
                c => db.CustomerWords.Any(w => w.CustomerId == c.Id && string.Compare(w.Word, from) >= 0 && string.Compare(w.Word, to) < 0));
        }

        if (Resellers is { } resellers)
        {
            yield return new(
                db.CustomerResellers.Where(r => resellers.Contains(r.ResellerId) && r.EndedAt == null).Select(r => r.CustomerId),
                c => c.Resellers.Any(r => resellers.Contains(r.ResellerId) && r.EndedAt == null));
        }

        if (Country?.Code is { } country)
        {
            yield return new(
                db.AdministeredCustomers().Where(c => c.Address.Country == country).Select(c => c.Id),
                c => c.Address.Country == country && db.AdministeredCustomers().Any(a => a.Id == c.Id));
        }

        if (TagId is { } tagId)
        {
            yield return new(db.CustomerTags.Where(t => t.TagId == tagId).Select(t => t.CustomerId), c => c.Tags.Any(t => t.TagId == tagId));
        }

        if (Subscriptions is { } subscriptions)
        {
            yield return new(
                db.Subscriptions.Where(s => s.State == subscriptions).Select(s => s.CustomerId),
                c => db.Subscriptions.Any(s => s.CustomerId == c.Id && s.State == subscriptions));
        }
    }

    private static Narrowing<Customer> WithId(PortalDbContext db, Guid id)
    {
        var (text, bare) = (id.ToString(), id.ToString("N"));
        var ofAccount = db.AdministeredCustomers().Where(c => c.TenantId == text).Select(c => c.Id);
        var ofSubscription = db.Subscriptions.Where(s => s.Id == id || s.VendorId == text || s.VendorId == bare).Select(s => s.CustomerId);
        return new(
            db.Customers.Where(c => c.Id == id).Select(c => c.Id).Concat(ofAccount).Concat(ofSubscription),
            c => c.Id == id || ofAccount.Contains(c.Id) || ofSubscription.Contains(c.Id));
    }
}
