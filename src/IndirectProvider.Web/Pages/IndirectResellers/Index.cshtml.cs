using System.Globalization;
using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Web.Pages.IndirectResellers.Invitations;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.IndirectResellers;

/// <summary>The provider's resellers, past ones included.</summary>
public sealed class IndexModel(PortalDbContext db, CsvExport export, TimeProvider clock, IStringLocalizer<Texts> texts) : ListPage
{
    private static readonly string[] Agreements = ["accepted", "missing"];

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    /// <summary>ISO code of the reseller's country.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Country { get; set; }

    /// <summary>Whether the partner agreement is accepted or missing.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Agreement { get; set; }

    public KeysetPage<Row> Resellers { get; private set; } = null!;

    public int OpenInvitations { get; private set; }

    public IReadOnlyList<SelectListItem> States => [new(texts["Active"], "active"), new(texts["Ended"], "ended")];

    public IReadOnlyList<SelectListItem> CountryItems { get; } =
        [.. Countries.All.Select(c => new SelectListItem(c.Name(CultureInfo.CurrentUICulture), c.Code)).OrderBy(c => c.Text, StringComparer.CurrentCulture)];

    public IReadOnlyList<SelectListItem> AgreementItems => [new(texts["Accepted"], Agreements[0]), new(texts["Not accepted"], Agreements[1])];

    public override bool IsFiltered =>
        Searched is not null || Filter.Of<PartnershipState>(State) is not null || ChosenCountry is not null || Filter.OneOf(Agreement, Agreements) is not null;

    private string? ChosenCountry => Countries.Find(Country)?.Code;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        OpenInvitations = await db.PartnershipInvitations.Open(clock).Take(Keyset.MostCounted + 1).CountAsync(cancel);
        Resellers = await Filtered().ToKeysetPageAsync(Order, Rows, PagePlace, cancel);
    }

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel) =>
        await export.SendAsync(this, "indirect-resellers", Filtered().InBatches(Order, Rows), Columns(), cancel);

    private IReadOnlyList<CsvColumn<Row>> Columns() =>
    [
        new(texts["Name"], r => r.Name),
        new(texts["PartnerID"], r => r.PartnerId),
        new(texts["Country"], r => Countries.Find(r.Country)?.Name(CultureInfo.CurrentUICulture) ?? r.Country),
        new(texts["Contact"], r => r.ContactName),
        new(texts["E-mail"], r => r.ContactEmail),
        new(texts["State"], r => r.State == PartnershipState.Active ? texts["Active"] : texts["Ended"]),
        new(texts["Partners since (UTC)"], r => r.StartedAt),
        new(texts["Ended (UTC)"], r => r.EndedAt),
        new(texts["Partner agreement"], r => r.AgreementAcceptedAt is null ? texts["Not accepted"] : texts["Accepted"]),
        new(texts["Customers"], r => r.Customers),
        new(texts["Reseller id"], r => r.Id),
    ];

    private IQueryable<Row> Rows(IQueryable<Partnership> partnerships) =>
        partnerships.Select(p => new Row(
            p.ResellerId,
            p.Id,
            p.Reseller.NormalizedName,
            p.Reseller.LegalName,
            p.Reseller.PartnerId,
            p.Reseller.Address.Country,
            p.Reseller.ContactName,
            p.Reseller.ContactEmail,
            p.State,
            p.StartedAt,
            p.EndedAt,
            p.Reseller.AgreementAcceptedAt,
            db.CustomerResellers.Where(c => c.ResellerId == p.ResellerId && c.EndedAt == null).Take(Keyset.MostCounted + 1).Count()));

    private IQueryable<Partnership> Filtered()
    {
        var partnerships = db.Partnerships.AsNoTracking();
        if (Searched is { } words)
        {
            partnerships = partnerships.Named(words, db);
        }

        if (Filter.Of<PartnershipState>(State) is { } state)
        {
            partnerships = partnerships.Where(p => p.State == state);
        }

        if (ChosenCountry is { } country)
        {
            partnerships = partnerships.Where(p => p.Reseller.Address.Country == country);
        }

        return Filter.OneOf(Agreement, Agreements) switch
        {
            "accepted" => partnerships.Where(p => p.Reseller.AgreementAcceptedAt != null),
            "missing" => partnerships.Where(p => p.Reseller.AgreementAcceptedAt == null),
            _ => partnerships,
        };
    }

    private KeysetOrder<Partnership, Row> Order => Sort switch
    {
        "country" or "-country" => Keyset.By<Partnership, Row, string>(p => p.Reseller.Address.Country, p => p.Id, r => r.Country, r => r.PartnershipId, Sort[0] == '-'),
        "since" or "-since" => Keyset.By<Partnership, Row, DateTimeOffset>(p => p.StartedAt, p => p.Id, r => r.StartedAt, r => r.PartnershipId, Sort[0] == '-'),
        _ => Keyset.By<Partnership, Row, string>(p => p.Reseller.NormalizedName, p => p.Id, r => r.NormalizedName, r => r.PartnershipId, Sort == "-name"),
    };

    /// <summary>A row of the list.</summary>
    public sealed record Row(
        Guid Id,
        Guid PartnershipId,
        string NormalizedName,
        string Name,
        string PartnerId,
        string Country,
        string ContactName,
        string ContactEmail,
        PartnershipState State,
        DateTimeOffset StartedAt,
        DateTimeOffset? EndedAt,
        DateTimeOffset? AgreementAcceptedAt,
        int Customers);
}
