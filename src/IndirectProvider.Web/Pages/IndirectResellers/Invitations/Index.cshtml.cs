using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.IndirectResellers.Invitations;

/// <summary>The provider's invitations, the one with the latest event first.</summary>
public sealed class IndexModel(PortalDbContext db, TimeProvider clock) : PageModel
{
    /// <summary>Value of <see cref="State"/> for invitations that can still be answered.</summary>
    public const string OpenOnes = "open";

    private static readonly KeysetOrder<PartnershipInvitation, Row> LatestEvent =
        Keyset.By<PartnershipInvitation, Row, DateTimeOffset>(i => i.LastEventAt, i => i.Id, r => r.LastEventAt, r => r.Id, descending: true);

    /// <summary>Beginnings of words of the addressee's name, company or e-mail address, or an id.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Size { get; set; }

    public KeysetPage<Row> Invitations { get; private set; } = null!;

    public bool IsFiltered => Filter.Words(Q) is not null || !string.IsNullOrEmpty(State);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var found = await InState().NamedAsync(Filter.Words(Q), db, cancel);
        Invitations = await new[] { found.Rows }.ToKeysetPageAsync(
            LatestEvent,
            invitations => invitations.Select(i => new Row(i.Id, i.Name, i.Email, i.Company, i.State, i.SenderName, i.CreatedAt, i.LastEventAt, i.ExpiresAt)),
            new(After, Before, int.TryParse(Size, out var size) ? size : 0),
            cancel,
            found.Known) with { Counted = found.Counted };
    }

    /// <summary>The state as it is now, also in the minute before the end of an invitation is recorded.</summary>
    public InvitationState StateOf(Row row) =>
        row.State is InvitationState.Accepted or InvitationState.Declined or InvitationState.Withdrawn || clock.GetUtcNow() < row.ExpiresAt
            ? row.State
            : InvitationState.Expired;

    private IQueryable<PartnershipInvitation> InState()
    {
        var invitations = db.PartnershipInvitations.AsNoTracking();
        if (State == OpenOnes)
        {
            return invitations.Open(clock);
        }

        return Enum.TryParse<InvitationState>(State, ignoreCase: true, out var state) ? invitations.Where(i => i.State == state) : invitations;
    }

    /// <summary>A row of the list.</summary>
    public sealed record Row(
        Guid Id,
        string Name,
        string Email,
        string? Company,
        InvitationState State,
        string SenderName,
        DateTimeOffset CreatedAt,
        DateTimeOffset LastEventAt,
        DateTimeOffset ExpiresAt);
}
