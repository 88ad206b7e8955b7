using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>How the signed-in person's account is protected, and where it is signed in.</summary>
public sealed class SecurityModel(
    PortalDbContext db, CurrentMember member, EndSessions end, MicrosoftOffer microsoft, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel
{
    /// <summary>Since when the authenticator app is set up, or null.</summary>
    public DateTimeOffset? SetUpAt { get; private set; }

    /// <summary>How many recovery codes are left.</summary>
    public int CodesLeft { get; private set; }

    /// <summary>Whether sign-in asks the person for a second factor.</summary>
    public bool HasSecondFactor => member.HasSecondFactor;

    /// <summary>The person's passkeys, the oldest first.</summary>
    public IReadOnlyList<PasskeyRow> Passkeys { get; private set; } = [];

    /// <summary>Whether a Microsoft account can be connected, or is.</summary>
    public bool OffersMicrosoft { get; private set; }

    /// <summary>What the person signs in with at Microsoft; null when no account is connected.</summary>
    public string? MicrosoftAccount { get; private set; }

    /// <summary>The person's sessions, this browser's first.</summary>
    public IReadOnlyList<SessionRow> Sessions { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (idle, old) = (now - Session.IdleLife, now - Session.Life);
        SetUpAt = await db.Authenticators.Select(a => (DateTimeOffset?)a.SetUpAt).SingleOrDefaultAsync(cancel);
        Passkeys = await db.UserPasskeys.OrderBy(p => p.Id).Select(p => new PasskeyRow(p.Id, p.Data.Name!, p.Data.CreatedAt, p.LastUsedAt)).ToListAsync(cancel);
        CodesLeft = await db.RecoveryCodes.CountAsync(cancel);
        MicrosoftAccount = await db.UserLogins.Where(l => l.LoginProvider == EntraIdentity.LoginProvider).Select(l => l.ProviderDisplayName).FirstOrDefaultAsync(cancel);
        OffersMicrosoft = microsoft.IsOn && member.IsStaff && (MicrosoftAccount is not null || await db.MicrosoftTenants.AnyAsync(cancel));
        Sessions = await db.Sessions
            .Where(s => s.LastSeenAt > idle && s.StartedAt > old)
            .OrderByDescending(s => s.Id == member.SessionId).ThenByDescending(s => s.LastSeenAt).ThenBy(s => s.Id)
            .Select(s => new SessionRow(s.Id, s.Id == member.SessionId, BrowserName.Of(s.Browser), s.SourceAddress, s.StartedAt, s.LastSeenAt))
            .ToListAsync(cancel);
    }

    public async Task<IActionResult> OnPostEndAsync(Guid sessionId, CancellationToken cancel)
    {
        var result = await end.ExecuteAsync(sessionId, cancel);
        if (!result.Succeeded)
        {
            return NotFound();
        }

        this.Flash(texts["That browser is signed out."]);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostEndOthersAsync(CancellationToken cancel)
    {
        await end.ExecuteButAsync(member.SessionId, cancel);
        this.Flash(texts["All other browsers are signed out."]);
        return RedirectToPage();
    }
}

/// <summary>One passkey of somebody.</summary>
public sealed record PasskeyRow(Guid Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);

/// <summary>One browser in which somebody is signed in.</summary>
public sealed record SessionRow(Guid Id, bool IsThis, string? Browser, string? Address, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt);
