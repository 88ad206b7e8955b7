using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Staff;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>Gives many customers a tag at once; the tag is made when there is none of that name.</summary>
public sealed class TagCustomers(PortalDbContext db, TenantScope scope, IDatabaseDialect dialect, TimeProvider clock)
{
    private const int Tries = 3;

    /// <summary>Tags all of them or, when one is not the provider's, none.</summary>
    /// <returns>How many have the tag now that had it not.</returns>
    public async Task<Result<int>> ExecuteAsync(TagInput input, CancellationToken cancel)
    {
        var checkedInput = input.Checked();
        if (!checkedInput.Succeeded)
        {
            return Result<int>.Failed(checkedInput.Errors);
        }

        var (ids, name) = checkedInput.Value;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TagAsync(ids, name, cancel);
            }
            catch (DbUpdateException failure) when (attempt < Tries && dialect.IsUniqueViolation(failure))
            {
                // Somebody made the tag or gave it to one of them at the same moment: what is there now stays.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Result<int>> TagAsync(HashSet<Guid> ids, string name, CancellationToken cancel)
    {
        var customers = await db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.CompanyName }).ToListAsync(cancel);
        if (customers.Count < ids.Count)
        {
            return Error.NotFound;
        }

        var normalized = SearchText.Normalize(name);
        var tag = await db.Tags.SingleOrDefaultAsync(t => t.NormalizedName == normalized, cancel);
        if (tag is null)
        {
            tag = Tag.Create(scope.ProviderId, name, clock.GetUtcNow());
            db.Tags.Add(tag);
        }

        var tagged = await db.CustomerTags.Where(t => t.TagId == tag.Id && ids.Contains(t.CustomerId)).Select(t => t.CustomerId).ToListAsync(cancel);
        foreach (var customer in customers.Where(c => !tagged.Contains(c.Id)))
        {
            db.CustomerTags.Add(CustomerTag.Of(scope.ProviderId, customer.Id, tag.Id));

            // The staff's own words: the customer's log does not show them.
            db.Record(clock, AuditAction.CustomerTagged, customer.Id, customer.CompanyName, new Concerned(scope.ProviderId), new { Tag = tag.Name });
        }

        await db.SaveChangesAsync(cancel);
        return customers.Count - tagged.Count;
    }
}
