using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.ActivityLog;

/// <summary>What was done by and for the reader's organisation, newest first.</summary>
public sealed class IndexModel(PortalDbContext db, TenantScope scope, CurrentMember member, CsvExport export, IStringLocalizer<Texts> texts) : ListPage
{
    private const int ChoicesShown = 500;

    private ActivityFilters? filters;

    /// <summary>First day of the period.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    /// <summary>Last day of the period.</summary>
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    /// <summary>Kind of action.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    /// <summary>Beginnings of words of the customer's name, domain or e-mail address, or its id.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Customer { get; set; }

    /// <summary>Id of a provider or reseller concerned.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Partner { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Correlation { get; set; }

    public KeysetPage<ActivityRow> Activity { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Kinds =>
        [.. Enum.GetValues<AuditGroup>().Where(IsOfReader).Select(g => new SelectListItem(ActivityWording.Of(g, texts), g.ToString()))];

    /// <summary>Resellers for a provider, providers for the others.</summary>
    public IReadOnlyList<SelectListItem> Partners { get; private set; } = [];

    public OrganisationKind Reader => member.Kind;

    /// <summary>Whether lines of several customers can be among them.</summary>
    public bool HasCustomers => Reader is OrganisationKind.Provider or OrganisationKind.Reseller;

    public override bool IsFiltered => Filters.Any;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Partners = await PartnersAsync(cancel);
        var reader = await ActivityReader.OfAsync(db, scope, member, cancel);
        var (strands, known) = await Filters.FindAsync(db, cancel);
        var activity = await strands.ToKeysetPageAsync(ActivityRow.Newest, r => r.Select(ActivityRow.Of(db)), PagePlace, cancel, known);
        Activity = activity with { Rows = [.. activity.Rows.Select(reader.Show)], Counted = known is null ? Keyset.MostCounted : Narrowings.Few };
    }

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel)
    {
        var reader = await ActivityReader.OfAsync(db, scope, member, cancel);
        var rows = (await Filters.FindAsync(db, cancel)).Strands.InBatches(ActivityRow.Newest, r => r.Select(ActivityRow.Of(db)), cancel).Select(reader.Show);
        return await export.SendAsync(this, "activity", rows, Columns(), cancel);
    }

    private ActivityFilters Filters => filters ??= Read();

    private ActivityFilters Read()
    {
        var partner = Filter.Id(Partner);
        return new(
            Searched,
            Day("from", From, texts["Enter a day, for example 2026-11-30."])?.Start(),
            Day("to", To, texts["Enter a day, for example 2026-11-30."])?.After(),
            Filter.Of<AuditGroup>(Kind),
            HasCustomers ? Filter.Words(Customer) : null,
            Reader is OrganisationKind.Reseller or OrganisationKind.Operator ? partner : null,
            Reader == OrganisationKind.Provider ? partner : null,
            Filter.Words(Correlation));
    }

    private bool IsOfReader(AuditGroup group) => Reader switch
    {
        OrganisationKind.Operator => group is AuditGroup.SignIns or AuditGroup.Users or AuditGroup.Settings or AuditGroup.Exports,
        OrganisationKind.Customer => group is not (AuditGroup.Partnerships or AuditGroup.Settings),
        _ => true,
    };

    private async Task<List<SelectListItem>> PartnersAsync(CancellationToken cancel)
    {
        var partners = Reader switch
        {
            OrganisationKind.Provider => db.Resellers.OrderBy(r => r.NormalizedName).Select(r => new { r.Id, Name = r.LegalName }),
            OrganisationKind.Customer => null,
            _ => db.Providers.OrderBy(p => p.DisplayName).Select(p => new { p.Id, Name = p.DisplayName }),
        };
        return partners is null ? [] : [.. (await partners.Take(ChoicesShown).ToListAsync(cancel)).Select(p => new SelectListItem(p.Name, p.Id.ToString()))];
    }

    private CsvColumn<ActivityRow>[] Columns() =>
    [
        new(texts["When (UTC)"], r => r.At),
        new(texts["What"], r => ActivityWording.Of(r.Action, r.SubjectName, texts)),
        new(texts["Details"], r => string.Join("; ", ActivityDetails.Lines(r.Details, texts))),
        new(texts["Who"], r => r.Who(texts)),
        new(texts["Company"], r => r.ActorOrganisation),
        new(texts["On behalf of"], r => r.OnBehalfOf),
        new(texts["Source address"], r => r.SourceAddress),
        new(texts["Correlation id"], r => r.CorrelationId),
        new(texts["Id"], r => r.Id.ToString()),
    ];
}
