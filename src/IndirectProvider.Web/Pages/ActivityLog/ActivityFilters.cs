using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Pages.Customers;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.ActivityLog;

/// <summary>Which lines of the log are wanted; what is null asks for nothing.</summary>
/// <param name="Person">How the person's name begins.</param>
/// <param name="From">First moment.</param>
/// <param name="Before">First moment after it.</param>
/// <param name="Group">Kind of action.</param>
/// <param name="Customer">Beginnings of words of the customer's name, domain or e-mail address, or its id.</param>
/// <param name="Provider">A provider concerned.</param>
/// <param name="Reseller">A reseller concerned.</param>
/// <param name="CorrelationId">What ties the lines of one request together.</param>
public sealed record ActivityFilters(
    string? Person, DateTimeOffset? From, DateTimeOffset? Before, AuditGroup? Group, string? Customer, Guid? Provider, Guid? Reseller, string? CorrelationId)
{
    private const int MostPeople = 8;

    /// <summary>Up to so many lines of some customers are few beside a log of millions: to sort them takes less than to look for them.</summary>
    private const int FewLines = 5_000;

    private static readonly ActivityFilters Nothing = new(null, null, null, null, null, null, null, null);

    /// <summary>Whether anything is asked for.</summary>
    public bool Any => this != Nothing;

    /// <summary>The lines, not ordered, as strands that indexes have in the log's order, and how many there are where they are not counted.</summary>
    public async Task<(IReadOnlyList<IQueryable<AuditRecord>> Strands, int? Known)> FindAsync(PortalDbContext db, CancellationToken cancel, int few = FewLines)
    {
        var records = Concerning(InPeriod(db.AuditRecords.AsNoTracking()));
        if (Customer is null)
        {
            return (await StrandsAsync(db, records, HasLongLog(db), cancel), null);
        }

        var narrowed = await new CustomerFilters(Customer, null, null, null, null, null).OfAsync(db, cancel);
        var customers = narrowed.Rows;
        var ofCustomers = new Narrowing<AuditRecord>(
            customers.SelectMany(c => db.AuditRecords.Where(r => r.CustomerId == c.Id)).Select(r => r.Id), r => customers.Any(c => c.Id == r.CustomerId));

        // Many customers have many lines: to look for them customer by customer would take long.
        var found = narrowed.IsCountable ? await records.NarrowAsync(r => r.Id, [ofCustomers], cancel, few) : new(records.Where(ofCustomers.Holds), IsCountable: false);

        // How many of many customers' lines other filters leave, nobody knows without counting.
        return (await StrandsAsync(db, found.Rows, HasLongLog(db) && !found.IsCountable, cancel), this == Nothing with { Customer = Customer } ? found.Known : null);
    }

    /// <summary>In a provider's long log those of each person or each action by themselves.</summary>
    private async Task<IReadOnlyList<IQueryable<AuditRecord>>> StrandsAsync(PortalDbContext db, IQueryable<AuditRecord> records, bool areWoven, CancellationToken cancel)
    {
        var actions = Group is { } group ? AuditGroups.ActionsOf(group) : null;
        var ofKind = actions is null ? records : records.Where(r => actions.Contains(r.Action));
        if (Person is null)
        {
            return actions is null || !areWoven ? [ofKind] : [.. actions.Select(action => records.Where(r => r.Action == action))];
        }

        var person = SearchText.Normalize(Person);
        if (areWoven && await PeopleAsync(db, person, cancel) is { Count: <= MostPeople } people)
        {
            return people.Count == 0 ? [ofKind.Where(r => false)] : [.. people.Select(name => ofKind.Where(r => r.ActorSearchName == name))];
        }

        return [ofKind.Where(r => r.ActorSearchName.StartsWith(person))];
    }

    // The indexes by person and by action begin with the provider.
    private static bool HasLongLog(PortalDbContext db) => db.Scope.Viewpoint == Viewpoint.Provider;

    /// <summary>The names that begin so, found one after the other in the index, however many lines each has; one too many when there are more.</summary>
    private static async Task<List<string>> PeopleAsync(PortalDbContext db, string from, CancellationToken cancel)
    {
        var (people, to) = (new List<string>(), WordRange.Beginning(from).To);
        var beginning = db.AuditRecords.Where(r => string.Compare(r.ActorSearchName, from) >= 0 && string.Compare(r.ActorSearchName, to) < 0);
        while (people.Count <= MostPeople)
        {
            var last = people.LastOrDefault();
            var rest = last is null ? beginning : beginning.Where(r => string.Compare(r.ActorSearchName, last) > 0);
            if (await rest.OrderBy(r => r.ActorSearchName).Select(r => r.ActorSearchName).FirstOrDefaultAsync(cancel) is not { } next)
            {
                break;
            }

            people.Add(next);
        }

        return people;
    }

    private IQueryable<AuditRecord> InPeriod(IQueryable<AuditRecord> records)
    {
        if (From is { } from)
        {
            records = records.Where(r => r.At >= from);
        }

        return Before is { } before ? records.Where(r => r.At < before) : records;
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
