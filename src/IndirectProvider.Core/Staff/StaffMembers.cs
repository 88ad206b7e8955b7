using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Staff;

/// <summary>The staff of a provider or reseller, and the operators: whom somebody may work with, and the rules every verb about them shares.</summary>
public static class StaffMembers
{
    /// <summary>The people of the acting provider or reseller itself, all operators for one of them; nobody for the others.</summary>
    public static IQueryable<PortalUser> OwnStaff(this PortalDbContext db) => db.StaffOf(db.Scope);

    /// <summary>The same in a context that sees all tenants.</summary>
    internal static IQueryable<PortalUser> StaffOf(this PortalDbContext db, TenantScope scope) => scope.Viewpoint switch
    {
        Viewpoint.Operator => db.Users.Where(u => u.Organisation == OrganisationKind.Operator),
        Viewpoint.Provider => db.Users.Where(u => u.Organisation == OrganisationKind.Provider && u.ProviderId == scope.ProviderId && u.CustomerId == null),
        Viewpoint.Reseller => db.Users.Where(u => u.Organisation == OrganisationKind.Reseller && u.ResellerId == scope.ResellerId),
        _ => db.Users.Where(u => false),
    };

    /// <summary>Somebody of the acting organisation's staff whom the actor may administer, or why not.</summary>
    internal static async Task<Result<PortalUser>> FindMemberAsync(this PortalDbContext db, TenantScope scope, Guid id, CancellationToken cancel)
    {
        if (await db.StaffOf(scope).SingleOrDefaultAsync(u => u.Id == id, cancel) is not { } user)
        {
            return Error.NotFound;
        }

        return await db.RefuseGlobalAdminAsync(user.Roles, cancel) is { } refusal ? refusal : user;
    }

    /// <summary>Saves what a verb has done with an account, unless somebody changed that account meanwhile.</summary>
    internal static async Task<Result> SaveMemberAsync(this PortalDbContext db, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return StaffErrors.ChangedMeanwhile;
        }

        return Result.Done;
    }
}
