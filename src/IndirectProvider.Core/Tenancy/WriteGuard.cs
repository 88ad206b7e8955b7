using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace IndirectProvider.Tenancy;

/// <summary>Thrown when code tries to write another tenant's row; always a defect of ours, never a user's mistake.</summary>
public sealed class TenantViolationException(string message) : InvalidOperationException(message);

/// <summary>
/// The wall on the way in: refuses to save rows of another tenant and rows that change their tenant, whatever the
/// code above did. The query filters are the wall on the way out.
/// </summary>
public static class WriteGuard
{
    /// <summary>Checks everything about to be saved.</summary>
    /// <returns>
    /// Subscriptions that a reseller is about to write: the caller refuses the save unless the reseller manages all of them.
    /// </returns>
    /// <exception cref="TenantViolationException">A row belongs to another tenant or was moved between tenants.</exception>
    public static IReadOnlySet<Guid> Check(ChangeTracker changes, TenantScope scope)
    {
        var managed = new HashSet<Guid>();
        foreach (var entry in changes.Entries())
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached)
            {
                continue;
            }

            RefuseMove(entry);
            if (scope.Viewpoint == Viewpoint.Reseller && entry.Entity is IManagedByResellers row && IsManagingWrite(entry, row))
            {
                managed.Add(row.SubscriptionId);
                continue;
            }

            if (!MayWrite(entry, scope))
            {
                throw new TenantViolationException(
                    $"{scope.Viewpoint} may not save {entry.Metadata.ClrType.Name} of another tenant.");
            }
        }

        return managed;
    }

    // New rows are events of a subscription that exists: one that is new itself is not managed by anybody yet.
    private static bool IsManagingWrite(EntityEntry entry, IManagedByResellers row) => entry.State switch
    {
        EntityState.Added => true,
        EntityState.Modified => entry.Properties.All(p => !p.IsModified || row.MayResellerSet(p.Metadata.Name)),
        _ => false,
    };

    private static void RefuseMove(EntityEntry entry)
    {
        if (entry.State != EntityState.Modified || entry.Entity is not IOwnedByProvider)
        {
            return;
        }

        var owner = entry.Property(nameof(IOwnedByProvider.ProviderId));
        if (owner.IsModified && !Equals(owner.OriginalValue, owner.CurrentValue))
        {
            throw new TenantViolationException($"{entry.Metadata.ClrType.Name} may not move to another provider.");
        }
    }

    private static bool MayWrite(EntityEntry entry, TenantScope scope)
    {
        // Parts (an address, a line of an order's data) belong to the row that holds them.
        if (entry.Metadata.IsOwned())
        {
            return true;
        }

        if (entry is { Entity: IAppendedByAnybody, State: EntityState.Added })
        {
            return true;
        }

        return scope.Viewpoint switch
        {
            Viewpoint.Portal => true,
            Viewpoint.Provider => entry.Entity is IOwnedByProvider row && row.ProviderId == scope.ProviderId,
            Viewpoint.Reseller => entry.Entity is IOwnedByReseller row && row.ResellerId == scope.ResellerId,
            Viewpoint.Customer => entry.Entity is IOwnedByCustomer row && row.CustomerId == scope.CustomerId,
            _ => false,
        };
    }
}
