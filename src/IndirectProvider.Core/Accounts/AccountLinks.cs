using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>Finds and replaces one-time links of accounts.</summary>
public sealed class AccountLinks(PortalDb portal, MicrosoftRule microsoft, TimeProvider clock)
{
    /// <summary>What a page shows before a link is used; null when it is unknown, used, replaced or too old.</summary>
    public async Task<AccountLinkView?> LookAtAsync(string token, AccountLinkPurpose[] purposes, CancellationToken cancel)
    {
        if (await FindAsync(token, purposes, cancel) is not { } link)
        {
            return null;
        }

        var db = portal.Open();
        var found = await db.Users.AsNoTracking().Where(u => u.Id == link.UserId)
            .Select(u => new
            {
                User = u,
                Company = db.Resellers.Where(r => r.Id == u.ResellerId).Select(r => r.LegalName + " (PartnerID " + r.PartnerId + ")").FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancel);
        return new AccountLinkView(
            link.Id,
            link.Purpose,
            found?.User.UserName ?? "",
            found?.User.Email ?? "",
            found?.Company ?? "",
            link.InvitationId,
            found is not null && await microsoft.IsLinkedAsync(found.User, cancel),
            found is not null && await microsoft.RefuseOtherWaysAsync(found.User, cancel) is not null);
    }

    /// <summary>The link if it still does something.</summary>
    internal async Task<AccountLink?> FindAsync(string token, AccountLinkPurpose[] purposes, CancellationToken cancel)
    {
        if (OneTimeToken.TryHash(token) is not { } hash)
        {
            return null;
        }

        var link = await portal.Open().AccountLinks.SingleOrDefaultAsync(l => l.TokenHash == hash && purposes.Contains(l.Purpose), cancel);
        return link?.IsUsable(clock.GetUtcNow()) == true ? link : null;
    }

    /// <summary>Makes the links worthless at once, for verbs that work in another context.</summary>
    public Task EndNowAsync(Guid userId, AccountLinkPurpose[] purposes, CancellationToken cancel)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        return portal.Open().AccountLinks
            .Where(l => l.UserId == userId && l.UsedAt == null && purposes.Contains(l.Purpose))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), cancel);
    }

    /// <summary>A newer link or a chosen password makes the older links worthless; the caller saves.</summary>
    internal async Task EndOlderAsync(Guid userId, AccountLinkPurpose[] purposes, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var older in await portal.Open().AccountLinks
            .Where(l => l.UserId == userId && l.UsedAt == null && purposes.Contains(l.Purpose)).ToListAsync(cancel))
        {
            older.Use(now);
        }
    }
}

/// <summary>What is shown of a link before it is used.</summary>
/// <param name="Id">The link's id.</param>
/// <param name="Purpose">What it does.</param>
/// <param name="UserName">User name of the account, or empty.</param>
/// <param name="Email">E-mail address of the account, or empty.</param>
/// <param name="Company">The reseller the account was registered for, with its PartnerID, or empty.</param>
/// <param name="InvitationId">The partnership invitation the person came from, or null.</param>
/// <param name="OffersMicrosoft">Whether a Microsoft account can be connected in place of a password.</param>
/// <param name="NeedsMicrosoft">Whether it must be.</param>
public sealed record AccountLinkView(
    Guid Id, AccountLinkPurpose Purpose, string UserName, string Email, string Company, Guid? InvitationId, bool OffersMicrosoft, bool NeedsMicrosoft);
