using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Customers;

/// <summary>A customer as a row of a list. What a reseller may not know of it is null.</summary>
public sealed record CustomerRow
{
    public required Guid Id { get; init; }

    public required string CompanyName { get; init; }

    /// <summary>The name as sorted.</summary>
    public required string NormalizedName { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string? Domain { get; init; }

    public required string? TenantId { get; init; }

    public required string? Country { get; init; }

    public required string ContactName { get; init; }

    public required string ContactEmail { get; init; }

    public required string? Phone { get; init; }

    public required int ActiveSubscriptions { get; init; }

    /// <summary>Who manages the account, for the provider's staff.</summary>
    public IList<string> ResellerNames { get; } = [];

    /// <summary>The tags, for the provider's staff.</summary>
    public IList<string> Tags { get; } = [];

    /// <summary>Its provider, for resellers.</summary>
    public required string ProviderName { get; init; }

    /// <summary>What the reseller is for it.</summary>
    public required ResellerPart Part { get; init; }
}

/// <summary>What the list shows of a customer when its row is opened.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Count">How many subscriptions the reader sees.</param>
/// <param name="First">The first of them.</param>
public sealed record CustomerRowDetail(CustomerRow Customer, int Count, IReadOnlyList<CustomerRowDetail.Line> First)
{
    /// <summary>A subscription.</summary>
    public sealed record Line(Guid Id, string Nickname, int Quantity, SubscriptionState State);
}

/// <summary>Reads rows of customers.</summary>
public static class CustomerRows
{
    private const int SubscriptionsShown = 8;

    /// <summary>The rows of some customers, in their order.</summary>
    public static IQueryable<CustomerRow> Rows(this IQueryable<Customer> customers, PortalDbContext db, CurrentMember member)
    {
        var (isProvider, isReseller, resellerId) = (member.Kind == OrganisationKind.Provider, member.Kind == OrganisationKind.Reseller, member.ResellerId);
        return customers.Select(c => new CustomerRow
        {
            Id = c.Id,
            CompanyName = c.CompanyName,
            NormalizedName = c.NormalizedName,
            CreatedAt = c.CreatedAt,
            Domain = isProvider || db.CustomerResellers.Any(r => r.CustomerId == c.Id) ? c.Domain : null,
            TenantId = isProvider || db.CustomerResellers.Any(r => r.CustomerId == c.Id) ? c.TenantId : null,
            Country = isProvider || db.CustomerResellers.Any(r => r.CustomerId == c.Id) ? c.Address.Country : null,
            ContactName = c.ContactFirstName + " " + c.ContactLastName,
            ContactEmail = c.ContactEmail,
            Phone = c.Phone,
            ActiveSubscriptions = db.Subscriptions.Count(s => s.CustomerId == c.Id && s.State == SubscriptionState.Active),
            ProviderName = isReseller ? c.Provider.DisplayName : "",
            Part = new ResellerPart(
                isReseller && db.CustomerResellers.Any(r => r.CustomerId == c.Id),
                isReseller && db.Subscriptions.Any(s => s.CustomerId == c.Id && s.ResellerId == resellerId),
                isReseller && db.Subscriptions.Any(s => s.CustomerId == c.Id && s.SupportContactResellerId == resellerId)),
        });
    }

    /// <summary>
    /// Adds to rows, for the provider's staff, the names of resellers and tags. As lists within the rows' own query each row would make functions
    /// anew to fill them, which took more time than reading.
    /// </summary>
    public static async Task AddNamesAsync(this PortalDbContext db, IReadOnlyList<CustomerRow> rows, CancellationToken cancel)
    {
        if (rows.Count == 0 || !db.Scope.IsProvider)
        {
            return;
        }

        var byId = rows.ToDictionary(r => r.Id);
        var ids = byId.Keys.ToList();
        var resellers = db.CustomerResellers.Where(a => EF.Parameter(ids).Contains(a.CustomerId) && a.EndedAt == null)
            .Join(db.Resellers, a => a.ResellerId, r => r.Id, (a, r) => new { a.CustomerId, IsTag = false, Name = r.LegalName });
        var tags = db.CustomerTags.Where(t => EF.Parameter(ids).Contains(t.CustomerId)).Select(t => new { t.CustomerId, IsTag = true, t.Tag.Name });
        foreach (var name in await resellers.Concat(tags).OrderBy(n => n.Name).ToListAsync(cancel))
        {
            var row = byId[name.CustomerId];
            (name.IsTag ? row.Tags : row.ResellerNames).Add(name.Name);
        }
    }

    /// <summary>What a row shows when it is opened; null when the customer is unknown or not to be seen.</summary>
    public static async Task<CustomerRowDetail?> DetailAsync(this PortalDbContext db, Guid id, CurrentMember member, CancellationToken cancel)
    {
        var customer = await db.Customers.AsNoTracking().Where(c => c.Id == id).Rows(db, member).SingleOrDefaultAsync(cancel);
        if (customer is null)
        {
            return null;
        }

        await db.AddNamesAsync([customer], cancel);
        var subscriptions = db.Subscriptions.AsNoTracking().Where(s => s.CustomerId == id);
        var first = await subscriptions
            .OrderBy(s => s.State == SubscriptionState.Active ? 0 : 1).ThenBy(s => s.Nickname).ThenBy(s => s.Id)
            .Take(SubscriptionsShown)
            .Select(s => new CustomerRowDetail.Line(s.Id, s.Nickname, s.Quantity, s.State))
            .ToListAsync(cancel);
        return new(customer, first.Count < SubscriptionsShown ? first.Count : await subscriptions.CountAsync(cancel), first);
    }
}
