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
public sealed class ActivityModel(PortalDbContext db, TenantScope scope, CurrentMember member) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Size { get; set; }

    public CustomerFrame Frame { get; private set; } = null!;

    public KeysetPage<ActivityRow> Activity { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await CustomerFrame.ReadAsync(db, member, id, cancel) is not { Administers: true } frame)
        {
            return NotFound();
        }

        Frame = frame;

        // Rows that the customer doesn't see, such as tags, and rows of one reseller only stand under their thing's id.
        var things = db.Subscriptions.Where(s => s.CustomerId == id).Select(s => s.Id);
        var records = db.AuditRecords.AsNoTracking();
        List<IQueryable<AuditRecord>> strands = [records.Where(r => r.CustomerId == id), records.Where(r => r.SubjectId == id && r.CustomerId != id)];
        if (member.Kind == OrganisationKind.Reseller)
        {
            strands.Add(records.Where(r => things.Contains(r.SubjectId) && r.CustomerId != id));
        }

        var reader = await ActivityReader.OfAsync(db, scope, member, cancel);
        var activity = await strands.ToKeysetPageAsync(
            ActivityRow.Newest, r => r.Select(ActivityRow.Of(db)), new(After, Before, int.TryParse(Size, out var size) ? size : 0), cancel);
        Activity = activity with { Rows = [.. activity.Rows.Select(reader.Show)] };
        return Page();
    }
}
