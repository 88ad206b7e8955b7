using IndirectProvider.Data;
using IndirectProvider.Organisations;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Settings;

/// <summary>The provider's entry as the public sees it, listed or not, and what it asked the operator to change.</summary>
public sealed class PublicEntryModel(PortalDbContext db, WithdrawProfileRequest withdraw, IStringLocalizer<Texts> texts) : PageModel
{
    private const int Most = 50;

    public DirectoryEntry Entry { get; private set; } = null!;

    public PublicProfile Present { get; private set; } = null!;

    /// <summary>The request the operator has not decided yet, or null.</summary>
    public Asked? Open { get; private set; }

    public IReadOnlyList<Asked> Earlier { get; private set; } = [];

    public LogoView Logo => new(Entry.DisplayName, Entry.LogoVersion is { } version ? $"?handler=Logo&v={version}" : null);

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    /// <summary>The present logo, listed or not.</summary>
    public async Task<IActionResult> OnGetLogoAsync(CancellationToken cancel) =>
        await db.ProviderLogos.AsNoTracking().SingleOrDefaultAsync(cancel) is { } logo ? File(logo.Content, logo.ContentType) : NotFound();

    /// <summary>The logo of a request.</summary>
    public async Task<IActionResult> OnGetWantedLogoAsync(Guid id, CancellationToken cancel) =>
        await db.ProfileRequests.AsNoTracking().Where(r => r.Id == id).Select(r => r.Logo).SingleOrDefaultAsync(cancel) is { } logo
            ? File(logo.Content, logo.ContentType)
            : NotFound();

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken cancel)
    {
        var result = await withdraw.ExecuteAsync(id, cancel);
        if (!result.Succeeded)
        {
            await ReadAsync(cancel);
            return this.Refuse(result);
        }

        this.Flash(texts["The request is withdrawn. Your entry stays as it is."]);
        return RedirectToPage();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var provider = await db.Providers.AsNoTracking().SingleAsync(cancel);
        Present = PublicProfile.Of(provider);
        Entry = await db.DirectoryEntriesOf(db.Providers).SingleAsync(cancel);
        var requests = await db.ProfileRequests.AsNoTracking()
            .OrderByDescending(r => r.RequestedAt)
            .Take(Most)
            .Select(r => new Asked(r.Id, r.State, r.Before, r.Wanted, r.Logo != null, r.Note, r.RequestedBy, r.RequestedAt, r.DecidedAt, r.Answer))
            .ToListAsync(cancel);
        Open = requests.Find(r => r.State == ProfileRequestState.Open);
        Earlier = [.. requests.Where(r => r.State != ProfileRequestState.Open)];
    }

    public sealed record Asked(
        Guid Id, ProfileRequestState State, PublicProfile Before, PublicProfile Wanted, bool HasLogo, string? Note, string RequestedBy, DateTimeOffset RequestedAt,
        DateTimeOffset? DecidedAt, string? Answer);
}
