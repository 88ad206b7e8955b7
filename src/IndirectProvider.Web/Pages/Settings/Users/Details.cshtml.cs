using IndirectProvider.Data;
using IndirectProvider.Staff;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Settings.Users;

/// <summary>One of the staff, and what can be done with the account.</summary>
public sealed class DetailsModel(
    PortalDbContext db,
    CurrentMember member,
    ResendMemberInvitation resend,
    WithdrawMemberInvitation withdraw,
    SendMemberPasswordLink sendLink,
    SignOutMember signOut,
    RemoveMemberSecondFactor removeSecondFactor,
    EnableMember enable,
    IStringLocalizer<Texts> texts) : MemberPage(db, member)
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostResendAsync(Guid id, CancellationToken cancel) =>
        DoAsync(id, resend.ExecuteAsync, p => texts["A new invitation to {0} is on its way.", p.Email], cancel);

    public Task<IActionResult> OnPostLinkAsync(Guid id, CancellationToken cancel) =>
        DoAsync(id, sendLink.ExecuteAsync, p => texts["A link for choosing a new password is on its way to {0}.", p.Email], cancel);

    public Task<IActionResult> OnPostSignOutAsync(Guid id, CancellationToken cancel) =>
        DoAsync(id, signOut.ExecuteAsync, p => texts["{0} is signed out everywhere.", p.FullName], cancel);

    public Task<IActionResult> OnPostSecondFactorAsync(Guid id, CancellationToken cancel) =>
        DoAsync(id, removeSecondFactor.ExecuteAsync, p => texts["{0} signs in with the password alone again.", p.FullName], cancel);

    public Task<IActionResult> OnPostEnableAsync(Guid id, CancellationToken cancel) =>
        DoAsync(id, enable.ExecuteAsync, p => texts["{0} is enabled again.", p.FullName], cancel);

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        var withdrawn = await withdraw.ExecuteAsync(id, cancel);
        if (!withdrawn.Succeeded)
        {
            return await AgainAsync(id, withdrawn, cancel);
        }

        this.Flash(texts["The invitation to {0} is withdrawn, and its link is dead.", Person.Email]);
        return LocalRedirect(Root);
    }

    private async Task<IActionResult> DoAsync(Guid id, Func<Guid, CancellationToken, Task<Result>> verb, Func<MemberView, string> done, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        var result = await verb(id, cancel);
        if (!result.Succeeded)
        {
            return await AgainAsync(id, result, cancel);
        }

        this.Flash(done(Person));
        return LocalRedirect(PersonPath);
    }

    // The account as it is now, which may be why it was refused.
    private async Task<IActionResult> AgainAsync(Guid id, Result refused, CancellationToken cancel) =>
        await ReadAsync(id, cancel) ? this.Refuse(refused) : NotFound();
}
