using IndirectProvider.Audit;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.ActivityLog;

/// <summary>Which lines of the log are wanted; what is null asks for nothing.</summary>
/// <param name="Person">How the person's name begins.</param>
/// <param name="From">First moment.</param>
/// <param name="Before">First moment after it.</param>
/// <param name="Group">Kind of action.</param>
/// <param name="Customer">How the customer's name begins.</param>
/// <param name="Provider">A provider concerned.</param>
/// <param name="Reseller">A reseller concerned.</param>
/// <param name="CorrelationId">What ties the lines of one request together.</param>
public sealed record ActivityFilters(
    string? Person, DateTimeOffset? From, DateTimeOffset? Before, AuditGroup? Group, string? Customer, Guid? Provider, Guid? Reseller, string? CorrelationId)
{
    /// <summary>Whether anything is asked for.</summary>
    public bool Any => this != new ActivityFilters(null, null, null, null, null, null, null, null);

    /// <summary>The lines, not ordered.</summary>
    public IQueryable<AuditRecord> Of(PortalDbContext db)
    {
        var records = db.AuditRecords.AsNoTracking();
        if (Person is not null)
        {
            var person = SearchText.Normalize(Person);
            records = records.Where(r => r.ActorSearchName.StartsWith(person));
        }

        if (From is { } from)
        {
            records = records.Where(r => r.At >= from);
        }

        if (Before is { } before)
        {
            records = records.Where(r => r.At < before);
        }

        if (Group is { } group)
        {
            var actions = AuditGroups.ActionsOf(group);
            records = records.Where(r => actions.Contains(r.Action));
        }

        if (Customer is not null)
        {
            var customer = SearchText.Normalize(Customer);
            records = records.Where(r => db.Customers.Any(c => c.Id == r.CustomerId && c.NormalizedName.StartsWith(customer)));
        }

        return Concerning(records);
    }

    private IQueryable<AuditRecord> Concerning(IQueryable<AuditRecord> records)
    {
        if (Provider is { } provider)
        {
            records = records.Where(r => r.ProviderId == provider);
        }

        if (Reseller is { } reseller)
        {
            records = records.Where(r => r.ResellerId == reseller);
        }

        return CorrelationId is { } correlation ? records.Where(r => r.CorrelationId == correlation) : records;
    }
}
