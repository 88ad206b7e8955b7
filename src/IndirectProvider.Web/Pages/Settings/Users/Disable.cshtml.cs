using IndirectProvider.Data;
using IndirectProvider.Staff;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Settings.Users;

/// <summary>Says what disabling does, and does it.</summary>
public sealed class DisableModel(PortalDbContext db, CurrentMember member, DisableMember disable, IStringLocalizer<Texts> texts) : MemberPage(db, member)
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        var disabled = await disable.ExecuteAsync(id, cancel);
        if (!disabled.Succeeded)
        {
            return this.Refuse(disabled);
        }

        this.Flash(texts["{0} is disabled.", Person.FullName]);
        return LocalRedirect(PersonPath);
    }
}
