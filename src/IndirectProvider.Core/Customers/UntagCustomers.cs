using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>Takes a tag from many customers at once.</summary>
public sealed class UntagCustomers(PortalDbContext db, TenantScope scope, TimeProvider clock)
{
    /// <summary>Takes it from all of them or, when one is not the provider's, from none.</summary>
    /// <returns>How many had it.</returns>
    public async Task<Result<int>> ExecuteAsync(TagInput input, CancellationToken cancel)
    {
        var checkedInput = input.Checked();
        if (!checkedInput.Succeeded)
        {
            return Result<int>.Failed(checkedInput.Errors);
        }

        var (ids, name) = checkedInput.Value;
        var customers = await db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.CompanyName }).ToDictionaryAsync(c => c.Id, c => c.CompanyName, cancel);
        if (customers.Count < ids.Count)
        {
            return Error.NotFound;
        }

        var normalized = SearchText.Normalize(name);
        var tags = await db.CustomerTags.Include(t => t.Tag)
            .Where(t => t.Tag.NormalizedName == normalized && ids.Contains(t.CustomerId))
            .ToListAsync(cancel);
        if (tags.Count == 0)
        {
            return Error.Invalid(nameof(input.Tag), "None of these customers has this tag.");
        }

        foreach (var tag in tags)
        {
            db.CustomerTags.Remove(tag);
            db.Record(clock, AuditAction.CustomerUntagged, tag.CustomerId, customers[tag.CustomerId], new Concerned(scope.ProviderId), new { Tag = tag.Tag.Name });
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return Error.Conflict("Somebody else changed these tags at the same moment. Look at them again.");
        }

        return tags.Count;
    }
}
