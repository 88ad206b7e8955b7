using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Staff;

/// <summary>Which of a provider's customers one of its staff works with. Part of the verbs that invite and change, which save.</summary>
internal static class MemberLimit
{
    // Who manages users could lift the own limit, and a global admin's settings reach all customers.
    private const MemberRole NeverLimited = MemberRole.GlobalAdmin | MemberRole.UserAdmin;

    /// <summary>Limits the person to what was chosen, or lifts the limit.</summary>
    /// <param name="db">The context of the verb.</param>
    /// <param name="scope">Who acts.</param>
    /// <param name="clock">Time source.</param>
    /// <param name="user">The person.</param>
    /// <param name="roles">The roles that the person is to have.</param>
    /// <param name="input">What was chosen.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Why not, or null.</returns>
    public static async Task<Error?> LimitAsync(
        this PortalDbContext db, TenantScope scope, TimeProvider clock, PortalUser user, MemberRole roles, MemberInput input, CancellationToken cancel)
    {
        if (!input.IsLimited && !user.IsLimited)
        {
            return null;
        }

        if (scope.Viewpoint != Viewpoint.Provider)
        {
            return Error.NotFound;
        }

        if (input.IsLimited && (roles & NeverLimited) != 0)
        {
            return Error.Invalid(nameof(input.IsLimited), "A global admin or user admin works with all customers. Choose other roles or all customers.");
        }

        var chosen = input.IsLimited ? (HashSet<Guid>)[.. input.TagIds] : [];
        if (input.IsLimited && chosen.Count == 0)
        {
            return Error.Invalid(nameof(input.TagIds), "Choose at least one tag.");
        }

        var after = await db.Tags.Where(t => t.ProviderId == scope.ProviderId && chosen.Contains(t.Id)).OrderBy(t => t.NormalizedName).ToListAsync(cancel);
        if (after.Count != chosen.Count)
        {
            return Error.NotFound;
        }

        var before = await db.MemberTags.Include(t => t.Tag).Where(t => t.UserId == user.Id).OrderBy(t => t.Tag.NormalizedName).ToListAsync(cancel);
        if (user.IsLimited == input.IsLimited && chosen.SetEquals(before.Select(t => t.TagId)))
        {
            return null;
        }

        db.MemberTags.RemoveRange(before.Where(t => !chosen.Contains(t.TagId)));
        db.MemberTags.AddRange(after.Where(t => before.All(b => b.TagId != t.Id)).Select(t => MemberTag.Of(t, user.Id)));
        var details = new
        {
            Before = new { LimitedTo = user.IsLimited ? before.Select(t => t.Tag.Name) : null },
            After = new { LimitedTo = input.IsLimited ? after.Select(t => t.Name) : null },
        };
        user.Limit(input.IsLimited);
        db.RecordAccount(clock, AuditAction.MemberLimited, user, details: details);
        return null;
    }
}
