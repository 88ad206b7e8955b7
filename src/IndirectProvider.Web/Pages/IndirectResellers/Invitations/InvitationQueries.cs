using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Web.Pages.Shared;

namespace IndirectProvider.Web.Pages.IndirectResellers.Invitations;

/// <summary>Conditions on invitations that several pages use.</summary>
public static class InvitationQueries
{
    /// <summary>Those that can still be answered.</summary>
    public static IQueryable<PartnershipInvitation> Open(this IQueryable<PartnershipInvitation> invitations, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return invitations.Where(i =>
            i.ExpiresAt > now
            && (i.State == InvitationState.Issued || i.State == InvitationState.Sent || i.State == InvitationState.Bounced || i.State == InvitationState.Opened));
    }

    /// <summary>Those whose addressee has words of name, company or e-mail address that begin so, or with that id; all for no words. The invitations themselves may be few, too.</summary>
    public static Task<Narrowed<PartnershipInvitation>> NamedAsync(
        this IQueryable<PartnershipInvitation> invitations, string? words, PortalDbContext db, CancellationToken cancel, int few = Narrowings.Few)
    {
        if (Filter.Id(words) is { } id)
        {
            return invitations.Where(i => i.Id == id).NarrowAsync(i => i.Id, [], cancel);
        }

        var ranges = SearchWords.Sought(words ?? "");
        var findable = words is null || ranges.Count > 0 ? invitations : invitations.Where(i => false);
        return findable.NarrowAsync(i => i.Id, words is null ? [] : [.. ranges.Select(range => With(db, range)), new(findable.Select(i => i.Id), i => true)], cancel, few);
    }

    private static Narrowing<PartnershipInvitation> With(PortalDbContext db, WordRange range)
    {
        var (from, to) = (range.From, range.To);
        var words = db.InvitationWords.Where(w => string.Compare(w.Word, from) >= 0 && string.Compare(w.Word, to) < 0);
        return new(words.Select(w => w.InvitationId), i => words.Any(w => w.InvitationId == i.Id));
    }
}
