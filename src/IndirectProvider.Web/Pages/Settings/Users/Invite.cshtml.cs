using System.Globalization;
using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Staff;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Settings.Users;

/// <summary>Invites a colleague by mail.</summary>
public sealed class InviteModel(PortalDbContext db, CurrentMember member, InviteMember invite, IStringLocalizer<Texts> texts) : PageModel, IMemberForm
{
    [BindProperty]
    public InviteMember.Input Input { get; set; } = new();

    MemberInput IMemberForm.Input => Input;

    public bool MayGiveGlobalAdmin => member.Roles.HasFlag(MemberRole.GlobalAdmin);

    public bool IsOperator => member.Kind == OrganisationKind.Operator;

    /// <summary>Where the list stands.</summary>
    public string Root => MemberAddresses.RootOf(member.Kind);

    public bool IsProvider => member.Kind == OrganisationKind.Provider;

    public IReadOnlyList<SelectListItem> Tags { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Tags = await db.TagItemsAsync(cancel);
        Input = new() { Culture = PortalLanguages.Nearest(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Tags = await db.TagItemsAsync(cancel);
        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        var invited = await invite.ExecuteAsync(Input, cancel);
        if (!invited.Succeeded)
        {
            return this.Refuse(invited);
        }

        this.Flash(texts["The invitation to {0} is on its way.", TypedText.Clean(Input.Email)!]);
        return LocalRedirect($"{Root}/{invited.Value}");
    }
}
