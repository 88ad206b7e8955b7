using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Staff;

/// <summary>Mails a colleague a new invitation, as long as the first one was not followed; the link in the earlier mail dies.</summary>
public sealed class ResendMemberInvitation(PortalDb portal, TenantScope scope, PostMemberInvitation post)
{
    /// <summary>Mails it.</summary>
    public async Task<Result> ExecuteAsync(Guid userId, CancellationToken cancel)
    {
        var db = portal.Open();
        var found = await db.FindMemberAsync(scope, userId, cancel);
        if (found is not { Succeeded: true, Value: var user })
        {
            return found;
        }

        var refusal = user.DisabledAt is not null ? StaffErrors.Disabled(user)
            : user.EmailConfirmed ? StaffErrors.Accepted(user)
            : await post.RefuseAsync(user.Email!, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        await post.ExecuteAsync(user, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Sent twice at the same moment: the other mail has the link that works.
            db.ChangeTracker.Clear();
        }

        return Result.Done;
    }
}
