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

    /// <summary>Addressee's name, company or e-mail.</summary>
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

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Q) || !string.IsNullOrEmpty(State);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Invitations = await Filtered().ToKeysetPageAsync(
            LatestEvent,
            invitations => invitations.Select(i => new Row(i.Id, i.Name, i.Email, i.Company, i.State, i.SenderName, i.CreatedAt, i.LastEventAt, i.ExpiresAt)),
            new(After, Before, int.TryParse(Size, out var size) ? size : 0),
            cancel);
    }

    /// <summary>The state as it is now, also in the minute before the end of an invitation is recorded.</summary>
    public InvitationState StateOf(Row row) =>
        row.State is InvitationState.Accepted or InvitationState.Declined or InvitationState.Withdrawn || clock.GetUtcNow() < row.ExpiresAt
            ? row.State
            : InvitationState.Expired;

    private IQueryable<PartnershipInvitation> Filtered()
    {
        var invitations = db.PartnershipInvitations.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(Q))
        {
            var (text, email) = (Q.Trim(), EmailAddress.Normalize(Q));
            invitations = invitations.Where(i => i.NormalizedEmail.Contains(email) || i.Name.Contains(text) || i.Company!.Contains(text));
        }

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
