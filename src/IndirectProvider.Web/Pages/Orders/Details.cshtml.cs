using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Orders;

/// <summary>One order: what was bought, how far it is, who saw the credential.</summary>
public sealed class DetailsModel(
    PortalDbContext db, CurrentMember member, RetryOrder retry, IAuthorizationService access, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel
{
    public OrderView Order { get; private set; } = null!;

    /// <summary>Whether the reader may try the order again.</summary>
    public bool MayRetry { get; private set; }

    /// <summary>Whether the reader may give the customer's administrator a new password.</summary>
    public bool MayReset { get; private set; }

    /// <summary>Whether the temporary password still waits for who submitted the order.</summary>
    public bool CredentialIsWaiting => Order.CredentialWaitsUntil > clock.GetUtcNow();

    /// <summary>Whether it waits for the reader.</summary>
    public bool CredentialWaits => CredentialIsWaiting && Order.SubmittedByUserId == member.UserId;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await LoadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostRetryAsync(Guid id, CancellationToken cancel)
    {
        if (!await LoadAsync(id, cancel))
        {
            return NotFound();
        }

        if (!MayRetry)
        {
            return Forbid();
        }

        var result = await retry.ExecuteAsync(id, cancel);
        if (!result.Succeeded)
        {
            await LoadAsync(id, cancel);
            return this.Refuse(result);
        }

        this.Flash(texts["The order was tried again."]);
        return RedirectToPage(new { id });
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancel)
    {
        if (await OrderView.ReadAsync(db, id, cancel) is not { } order)
        {
            return false;
        }

        Order = order;
        MayRetry = (await access.AuthorizeAsync(User, "Providers: order")).Succeeded;
        MayReset = (await access.AuthorizeAsync(User, "Providers: reset customer passwords")).Succeeded;
        return true;
    }
}
