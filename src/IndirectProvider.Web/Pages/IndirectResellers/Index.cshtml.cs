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

    public PageOf<Row> Resellers { get; private set; } = null!;

    public int OpenInvitations { get; private set; }

    public IReadOnlyList<SelectListItem> States => [new(texts["Active"], "active"), new(texts["Ended"], "ended")];

    public IReadOnlyList<SelectListItem> CountryItems { get; private set; } = [];

    public IReadOnlyList<SelectListItem> AgreementItems => [new(texts["Accepted"], Agreements[0]), new(texts["Not accepted"], Agreements[1])];

    public override bool IsFiltered =>
        Searched is not null || Filter.Of<PartnershipState>(State) is not null || ChosenCountry is not null || Filter.OneOf(Agreement, Agreements) is not null;

    private string? ChosenCountry => Filter.OneOf(Country, CountryItems.Select(c => c.Value));

    public async Task OnGetAsync(CancellationToken cancel)
    {
        OpenInvitations = await db.PartnershipInvitations.Open(clock).CountAsync(cancel);
        Resellers = await (await RowsAsync(cancel)).ToPageAsync(PageNumber, PageSize, cancel);
    }

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel) =>
        await export.SendAsync(this, "indirect-resellers", (await RowsAsync(cancel)).AsAsyncEnumerable(), Columns(), cancel);

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

    private async Task<IQueryable<Row>> RowsAsync(CancellationToken cancel)
    {
        var countries = await db.Partnerships.Select(p => p.Reseller.Address.Country).Distinct().ToListAsync(cancel);
        CountryItems = [.. countries.Select(c => new SelectListItem(Countries.Find(c)?.Name(CultureInfo.CurrentUICulture) ?? c, c)).OrderBy(c => c.Text, StringComparer.CurrentCulture)];
        return Sorted(Filtered()).Select(p => new Row(
            p.ResellerId,
            p.Reseller.LegalName,
            p.Reseller.PartnerId,
            p.Reseller.Address.Country,
            p.Reseller.ContactName,
            p.Reseller.ContactEmail,
            p.State,
            p.StartedAt,
            p.EndedAt,
            p.Reseller.AgreementAcceptedAt,
            db.CustomerResellers.Count(c => c.ResellerId == p.ResellerId && c.EndedAt == null)));
    }

    private IQueryable<Partnership> Filtered()
    {
        var partnerships = db.Partnerships.AsNoTracking();
        if (Searched is { } words)
        {
            partnerships = partnerships.Named(words);
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

    private IQueryable<Partnership> Sorted(IQueryable<Partnership> partnerships) => Sort switch
    {
        "-name" => partnerships.OrderByDescending(p => p.Reseller.NormalizedName).ThenBy(p => p.Id),
        "country" => partnerships.OrderBy(p => p.Reseller.Address.Country).ThenBy(p => p.Reseller.NormalizedName).ThenBy(p => p.Id),
        "-country" => partnerships.OrderByDescending(p => p.Reseller.Address.Country).ThenBy(p => p.Reseller.NormalizedName).ThenBy(p => p.Id),
        "since" => partnerships.OrderBy(p => p.StartedAt).ThenBy(p => p.Id),
        "-since" => partnerships.OrderByDescending(p => p.StartedAt).ThenBy(p => p.Id),
        _ => partnerships.OrderBy(p => p.Reseller.NormalizedName).ThenBy(p => p.Id),
    };

    /// <summary>A row of the list.</summary>
    public sealed record Row(
        Guid Id,
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
