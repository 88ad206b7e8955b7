using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Staff;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Settings.Users;

/// <summary>Changes name, language, roles and customers of one of the staff.</summary>
public sealed class EditModel(PortalDbContext db, CurrentMember member, ChangeMember change, IStringLocalizer<Texts> texts) : MemberPage(db, member), IMemberForm
{
    private readonly PortalDbContext db = db;

    [BindProperty]
    public ChangeMember.Input Input { get; set; } = new();

    MemberInput IMemberForm.Input => Input;

    public IReadOnlyList<SelectListItem> Tags { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        Input = new()
        {
            FirstName = Person.FirstName,
            LastName = Person.LastName,
            Culture = Person.Culture,
            IsGlobalAdmin = Person.Roles.HasFlag(MemberRole.GlobalAdmin),
            IsUserAdmin = Person.Roles.HasFlag(MemberRole.UserAdmin),
            IsAdminAgent = Person.Roles.HasFlag(MemberRole.AdminAgent),
            IsSalesAgent = Person.Roles.HasFlag(MemberRole.SalesAgent),
            IsHelpdeskAgent = Person.Roles.HasFlag(MemberRole.HelpdeskAgent),
            IsBillingAdmin = Person.Roles.HasFlag(MemberRole.BillingAdmin),
            IsLimited = Person.IsLimited,
            TagIds = [.. Person.Tags.Select(t => t.Id)],
            Seen = Person.Stamp,
        };
        Tags = await db.TagItemsAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        Tags = await db.TagItemsAsync(cancel);
        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        var changed = await change.ExecuteAsync(id, Input, cancel);
        if (changed.Succeeded)
        {
            this.Flash(texts["The changes were saved."]);
            return LocalRedirect(PersonPath);
        }

        if (changed.Errors.Any(e => e.Kind == ErrorKind.Conflict) && await ReadAsync(id, cancel))
        {
            // The reader has been told what was saved meanwhile; the next try knows it.
            ModelState.Remove("Input.Seen");
            Input = Input with { Seen = Person.Stamp };
        }

        return this.Refuse(changed);
    }
}
