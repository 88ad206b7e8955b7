using IndirectProvider.Accounts;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Users;

/// <summary>Changes a user's facts and roles.</summary>
public sealed class EditModel(PortalDbContext db, FindUsersPlace find, ChangeCustomerUser change, IStringLocalizer<Texts> texts) : UserPage(db, find), IUserForm
{
    [BindProperty]
    public ChangeCustomerUser.Input Input { get; set; } = new();

    CustomerUserInput IUserForm.Input => Input;

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
            Email = Person.Email,
            Culture = Person.Culture,
            IsGlobalAdmin = Person.Roles.HasFlag(MemberRole.GlobalAdmin),
            IsUserAdmin = Person.Roles.HasFlag(MemberRole.UserAdmin),
            IsBillingAdmin = Person.Roles.HasFlag(MemberRole.BillingAdmin),
            Seen = Person.Stamp,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        var changed = await change.ExecuteAsync(Place.CustomerId, id, Input, cancel);
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
