using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Organisations;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Operator.ProfileRequests;

/// <summary>One request, compared with the entry as it is, and the operator's decision.</summary>
public sealed class DetailsModel(PortalDbContext db, AcceptProfileRequest accept, RefuseProfileRequest refuse, IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public ProfileDecision Input { get; set; } = new();

    public ProfileRequest Asked { get; private set; } = null!;

    /// <summary>The provider's entry as it is now.</summary>
    public PublicProfile Present { get; private set; } = null!;

    public LogoView Logo { get; private set; } = null!;

    public bool HasWantedLogo => Asked.Logo is not null;

    /// <summary>Version of the entry shown.</summary>
    public long ProviderVersion { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    /// <summary>The logo wanted.</summary>
    public async Task<IActionResult> OnGetWantedLogoAsync(Guid id, CancellationToken cancel) =>
        await db.ProfileRequests.AsNoTracking().Where(r => r.Id == id).Select(r => r.Logo).SingleOrDefaultAsync(cancel) is { } logo
            ? File(logo.Content, logo.ContentType)
            : NotFound();

    public Task<IActionResult> OnPostAcceptAsync(Guid id, CancellationToken cancel) =>
        DecideAsync(id, accept.ExecuteAsync, name => texts["The public entry of {0} is changed, and the provider gets a mail.", name], cancel);

    public Task<IActionResult> OnPostRefuseAsync(Guid id, CancellationToken cancel) =>
        DecideAsync(id, refuse.ExecuteAsync, name => texts["The request of {0} is refused, and the provider gets a mail.", name], cancel);

    private async Task<IActionResult> DecideAsync(
        Guid id, Func<Guid, ProfileDecision, CancellationToken, Task<Result>> verb, Func<string, string> done, CancellationToken cancel)
    {
        var result = ModelState.IsValid ? await verb(id, Input, cancel) : null;
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        if (result is not { Succeeded: true })
        {
            return result is null ? this.Again() : this.Refuse(result);
        }

        this.Flash(done(Present.DisplayName));
        return RedirectToPage("Index");
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await db.ProfileRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel) is not { } request)
        {
            return false;
        }

        var provider = await db.Providers.AsNoTracking().SingleAsync(p => p.Id == request.ProviderId, cancel);
        (Asked, Present, ProviderVersion) = (request, PublicProfile.Of(provider), provider.Version);
        Logo = await ProviderLogoView.ReadAsync(db, provider, cancel);
        return true;
    }
}
