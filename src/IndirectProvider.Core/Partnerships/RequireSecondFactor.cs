using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Partnerships;

/// <summary>
/// A provider says who must have a second factor: its own staff, the users of its partner resellers. It counts from their next
/// request.
/// </summary>
public sealed class RequireSecondFactor(PortalDb portal, TenantScope scope, TimeProvider clock)
{
    /// <summary>What is ticked.</summary>
    public sealed record Input
    {
        /// <summary>The provider's own staff.</summary>
        public bool OfStaff { get; init; }

        /// <summary>The users of its partner resellers.</summary>
        public bool OfResellers { get; init; }
    }

    /// <summary>Saves it.</summary>
    public async Task<Result> ExecuteAsync(Input input, CancellationToken cancel)
    {
        var db = portal.Open();
        var provider = await db.Providers.SingleAsync(p => p.Id == scope.ProviderId, cancel);
        var before = new { provider.StaffNeedSecondFactor, provider.ResellersNeedSecondFactor };
        provider.RequireSecondFactor(input.OfStaff, input.OfResellers);
        if (!db.ChangeTracker.HasChanges())
        {
            return Result.Done;
        }

        db.Record(
            clock, AuditAction.SecondFactorRequirementChanged, provider.Id, provider.DisplayName, new Concerned(provider.Id),
            new { before, after = new { provider.StaffNeedSecondFactor, provider.ResellersNeedSecondFactor } });
        try
        {
            await db.SaveChangesAsync(cancel);
            return Result.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Error.Conflict("Somebody changed your company's settings at the same moment. Try again.");
        }
    }

    /// <summary>How many people it concerns. Of a reseller's users the provider learns their number and nothing else.</summary>
    public async Task<SecondFactorCounts> CountAsync(CancellationToken cancel)
    {
        var db = portal.Open();
        var active = db.Users.Where(u => u.EmailConfirmed && u.DisabledAt == null);
        var staff = active.Where(u => u.ProviderId == scope.ProviderId && u.CustomerId == null);
        var resellers = db.Partnerships.Where(p => p.ProviderId == scope.ProviderId && p.State == PartnershipState.Active).SelectMany(p => active.Where(u => u.ResellerId == p.ResellerId));
        return new SecondFactorCounts(
            await staff.CountAsync(cancel),
            await staff.CountAsync(u => !u.TwoFactorEnabled, cancel),
            await resellers.CountAsync(cancel),
            await resellers.CountAsync(u => !u.TwoFactorEnabled, cancel));
    }
}

/// <summary>How many people a required second factor concerns.</summary>
/// <param name="Staff">The provider's staff.</param>
/// <param name="StaffWithout">Those of them who have none yet.</param>
/// <param name="Resellers">Users of its partner resellers.</param>
/// <param name="ResellersWithout">Those of them who have none yet.</param>
public sealed record SecondFactorCounts(int Staff, int StaffWithout, int Resellers, int ResellersWithout);
