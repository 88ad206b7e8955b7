using IndirectProvider.Accounts;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Invitation;

/// <summary>The opened invitation: what it grants and what not, and what its reader can do now.</summary>
public sealed class IndexModel(
    ReadInvitation read, AcceptInvitation accept, InvitationCookie cookie, PortalDbContext db, CurrentMember member, IStringLocalizer<Texts> texts) : PageModel
{
    private const MemberRole MayAcceptRoles = MemberRole.GlobalAdmin | MemberRole.AdminAgent;

    [BindProperty]
    public AcceptInvitation.Input Input { get; set; } = new();

    /// <summary>Null when the link is dead.</summary>
    public OpenedInvitation? Invitation { get; private set; }

    public CurrentMember Member => member;

    public bool IsReseller => member.Is(OrganisationKind.Reseller);

    public bool MayAccept => member.Is(OrganisationKind.Reseller, MayAcceptRoles);

    public bool IsGlobalAdmin => member.Is(OrganisationKind.Reseller, MemberRole.GlobalAdmin);

    /// <summary>Whether the reader's company has yet to accept the partner agreement.</summary>
    public bool NeedsAgreement { get; private set; }

    /// <summary>Who in the reader's company can accept.</summary>
    public IReadOnlyList<string> CanAccept { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) ? Page() : Dead();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var key = cookie.Read(HttpContext);
        if (!await LoadAsync(cancel) || key is null)
        {
            return Dead();
        }

        if (!MayAccept)
        {
            // Signed out or lost the role meanwhile: the page says what to do.
            ModelState.Clear();
            return Page();
        }

        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        var result = await accept.ExecuteAsync(key, Input, IsGlobalAdmin, cancel);
        if (!result.Succeeded)
        {
            return result.Errors.Any(e => e.Kind == ErrorKind.NotFound) ? Dead() : this.Refuse(result);
        }

        cookie.Clear(HttpContext);
        this.Flash(result.Value.WerePartners
            ? texts["Your company and {0} are partners already.", result.Value.Provider]
            : texts["Your company is now an indirect reseller of {0}.", result.Value.Provider]);
        return RedirectToPage("/IndirectProviders/Index");
    }

    private PageResult Dead()
    {
        Invitation = null;
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        Invitation = await read.ExecuteAsync(cookie.Read(HttpContext), cancel);
        if (Invitation is not null && IsReseller)
        {
            NeedsAgreement = await db.Resellers.AsNoTracking().AnyAsync(r => r.AgreementAcceptedAt == null, cancel);
            CanAccept = MayAccept ? [] : await db.Users.AsNoTracking()
                .Where(u => (u.Roles & MayAcceptRoles) != 0)
                .OrderBy(u => u.LastName)
                .Select(u => u.FirstName + " " + u.LastName)
                .Take(10)
                .ToListAsync(cancel);
        }

        return Invitation is not null;
    }
}
