using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Customers;

/// <summary>What was done to and for a customer, newest first; for a reseller what concerns itself.</summary>
public sealed class ActivityModel(PortalDbContext db, CurrentMember member) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Size { get; set; }

    public CustomerFrame Frame { get; private set; } = null!;

    public KeysetPage<Row> Activity { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await CustomerFrame.ReadAsync(db, member, id, cancel) is not { Administers: true } frame)
        {
            return NotFound();
        }

        Frame = frame;

        // Rows that the customer doesn't see, such as tags, and rows of one reseller only stand under their thing's id.
        var things = db.Subscriptions.Where(s => s.CustomerId == id).Select(s => s.Id);
        var records = db.AuditRecords.AsNoTracking().Where(r => r.CustomerId == id || r.SubjectId == id);
        if (member.Kind == OrganisationKind.Reseller)
        {
            records = db.AuditRecords.AsNoTracking().Where(r => r.CustomerId == id || r.SubjectId == id || things.Contains(r.SubjectId));
        }

        Activity = await records.ToKeysetPageAsync(
            Keyset.By<AuditRecord, Row, DateTimeOffset>(r => r.At, r => r.Id, r => r.At, r => r.Id, descending: true),
            rows => rows.Select(r => new Row(r.Id, r.At, r.Action, r.SubjectName, r.Details, r.ActorUserId, r.ActorName, r.ActorOrganisation)),
            new(After, Before, int.TryParse(Size, out var size) ? size : 0),
            cancel);
        if (member.Kind == OrganisationKind.Reseller)
        {
            Activity = Activity with { Rows = await HideStrangersAsync(Activity.Rows, frame.ProviderName, cancel) };
        }

        return Page();
    }

    // A reseller knows its own people, the customer's and the provider's, but not that another reseller works there too.
    private async Task<IReadOnlyList<Row>> HideStrangersAsync(IReadOnlyList<Row> rows, string? providerName, CancellationToken cancel)
    {
        var actors = rows.Select(r => r.ActorUserId).OfType<Guid>().Distinct().ToList();
        var known = await db.Users.Where(u => actors.Contains(u.Id)).Select(u => u.Id).ToListAsync(cancel);
        return
        [
            .. rows.Select(r => r.ActorUserId is not { } actor || known.Contains(actor) || r.ActorOrganisation == providerName
                ? r
                : r with { ActorName = null, ActorOrganisation = null }),
        ];
    }

    /// <summary>A line of the log.</summary>
    public sealed record Row(
        Guid Id, DateTimeOffset At, string Action, string SubjectName, string? Details, Guid? ActorUserId, string? ActorName, string? ActorOrganisation);
}
