using IndirectProvider.Data;
using IndirectProvider.Organisations;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Operator.ProfileRequests;

/// <summary>What providers asked for: open ones first, then the latest.</summary>
public sealed class IndexModel(PortalDbContext db) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? P { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Size { get; set; }

    /// <summary>The state shown, or null for all.</summary>
    public ProfileRequestState? Chosen { get; private set; }

    public PageOf<Row> Requests { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Chosen = Enum.GetValues<ProfileRequestState>().Cast<ProfileRequestState?>()
            .FirstOrDefault(s => s.ToString()!.Equals(State, StringComparison.OrdinalIgnoreCase));
        Requests = await db.ProfileRequests.AsNoTracking()
            .Where(r => Chosen == null || r.State == Chosen)
            .OrderByDescending(r => r.State == ProfileRequestState.Open)
            .ThenByDescending(r => r.RequestedAt)
            .Select(r => new Row(
                r.Id,
                db.Providers.Where(p => p.Id == r.ProviderId).Select(p => p.DisplayName).First(),
                r.State,
                r.RequestedBy,
                r.RequestedAt,
                r.DecidedBy,
                r.DecidedAt))
            .ToPageAsync(int.TryParse(P, out var p) ? p : 1, int.TryParse(Size, out var size) ? size : 0, cancel);
    }

    public sealed record Row(
        Guid Id, string Provider, ProfileRequestState State, string RequestedBy, DateTimeOffset RequestedAt, string? DecidedBy, DateTimeOffset? DecidedAt);
}
