using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace IndirectProvider.Tenancy;

/// <summary>Thrown when code tries to write another tenant's row; always a defect of ours, never a user's mistake.</summary>
public sealed class TenantViolationException(string message) : InvalidOperationException(message);

/// <summary>
/// What a reseller writes by right of managing a subscription or being associated with a customer, and limited staff by
/// right of a customer's tag.
/// </summary>
/// <param name="Subscriptions">The subscriptions they must manage.</param>
/// <param name="Customers">The customers they must administer.</param>
/// <param name="Orders">The orders they must see.</param>
public sealed record WritesToAskFor(HashSet<Guid> Subscriptions, HashSet<Guid> Customers, HashSet<Guid> Orders);

/// <summary>
/// The wall on the way in: refuses to save rows of another tenant and rows that change their tenant, whatever the
/// code above did. The query filters are the wall on the way out.
/// </summary>
public static class WriteGuard
{
    /// <summary>Checks everything about to be saved.</summary>
    /// <returns>
    /// What only the database can tell: the caller refuses the save unless the actor manages all the subscriptions,
    /// administers all the customers and sees all the orders.
    /// </returns>
    /// <exception cref="TenantViolationException">A row belongs to another tenant, was moved between tenants, or is never changed.</exception>
    public static WritesToAskFor Check(ChangeTracker changes, TenantScope scope)
    {
        var writes = new WritesToAskFor([], [], []);
        foreach (var entry in changes.Entries())
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached)
            {
                continue;
            }

            RefuseMove(entry);
            if (entry is { Entity: IAppendOnly, State: not EntityState.Added })
            {
                throw new TenantViolationException($"{entry.Metadata.ClrType.Name} is written once and never changed.");
            }

            if (scope.Viewpoint == Viewpoint.Reseller && entry.Entity is IManagedByResellers row && IsManagingWrite(entry, row))
            {
                writes.Subscriptions.Add(row.SubscriptionId);
                continue;
            }

            if (scope.Viewpoint == Viewpoint.Reseller && entry.Entity is IWrittenByAssociatedResellers { CustomerId: var customer } && customer != Guid.Empty)
            {
                writes.Customers.Add(customer);
                continue;
            }

            if (scope.Viewpoint == Viewpoint.LimitedProvider && entry.Entity is IOwnedByProvider own && own.ProviderId == scope.ProviderId && IsLimitedWrite(own, writes))
            {
                continue;
            }

            if (!MayWrite(entry, scope))
            {
                throw new TenantViolationException(
                    $"{scope.Viewpoint} may not save {entry.Metadata.ClrType.Name} of another tenant.");
            }
        }

        if (scope.Viewpoint == Viewpoint.LimitedProvider)
        {
            ForgetNew(changes, writes);
        }

        return writes;
    }

    private static bool IsLimitedWrite(IOwnedByProvider row, WritesToAskFor writes) => row switch
    {
        IOfCustomer { CustomerId: var customer } => customer != Guid.Empty && (writes.Customers.Add(customer) || true),
        IOfSubscription { SubscriptionId: var subscription } => writes.Subscriptions.Add(subscription) || true,
        IOfOrder { OrderId: var order } => writes.Orders.Add(order) || true,
        _ => row is IOfAllStaff,
    };

    // What is saved together with its new subscription or order can't be asked for yet; that row's customer is asked for instead.
    private static void ForgetNew(ChangeTracker changes, WritesToAskFor writes)
    {
        foreach (var entry in changes.Entries<IOfCustomer>().Where(e => e.State == EntityState.Added && e.Metadata.FindProperty("Id") is not null))
        {
            var id = (Guid)entry.Property("Id").CurrentValue!;
            writes.Subscriptions.Remove(id);
            writes.Orders.Remove(id);
        }
    }

    // New rows are events of a subscription that exists: one that is new itself is not managed by anybody yet.
    private static bool IsManagingWrite(EntityEntry entry, IManagedByResellers row) => entry.State switch
    {
        EntityState.Added => true,
        EntityState.Modified => entry.Properties.All(p => !p.IsModified || row.MayResellerSet(p.Metadata.Name)),
        EntityState.Deleted => row.MayResellerRemove,
        _ => false,
    };

    private static void RefuseMove(EntityEntry entry)
    {
        if (entry.State != EntityState.Modified || entry.Entity is not IOwnedByProvider)
        {
            return;
        }

        RefuseMove(entry, nameof(IOwnedByProvider.ProviderId));

        // A new customer's order gets its customer once that exists; what belongs to the customer never changes hands.
        if (entry.Entity is IOfCustomer
            && entry.Metadata.FindProperty(nameof(IOfCustomer.CustomerId)) is { } customer
            && (entry.Entity is IOwnedByCustomer || entry.Property(customer).OriginalValue is not null))
        {
            RefuseMove(entry, customer.Name);
        }
    }

    private static void RefuseMove(EntityEntry entry, string property)
    {
        var owner = entry.Property(property);
        if (owner.IsModified && !Equals(owner.OriginalValue, owner.CurrentValue))
        {
            throw new TenantViolationException($"{entry.Metadata.ClrType.Name} may not change its {property}.");
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
            Viewpoint.Operator => entry.Entity is IOwnedByOperators { IsOfOperators: true },
            Viewpoint.Provider => entry.Entity is IOwnedByProvider row && row.ProviderId == scope.ProviderId,
            Viewpoint.Reseller => entry.Entity is IOwnedByReseller row && row.ResellerId == scope.ResellerId,
            Viewpoint.Customer => entry.Entity is IOwnedByCustomer row && row.CustomerId == scope.CustomerId,
            _ => false,
        };
    }
}
