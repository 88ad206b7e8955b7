using System.Globalization;
using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Customers.New;

/// <summary>Step 2 of the wizard: what the customer gets.</summary>
public sealed class SubscriptionsModel(
    ReadDraft read, KeepDraft keep, CheckDraft check, PortalDbContext db, IStringLocalizer<Texts> T) : WizardPage(read)
{
    private const int OfferIdLength = 32;

    [BindProperty]
    public List<DraftLineInput> Lines { get; set; } = [];

    /// <summary>Text the list is filtered by.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Category the list is filtered by.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Category { get; set; }

    public IReadOnlyList<SelectListItem> Categories { get; private set; } = [];

    /// <summary>Picked products, always shown.</summary>
    public IReadOnlyList<OfferRow> Picked { get; private set; } = [];

    /// <summary>The other products that match the filter, by category.</summary>
    public IReadOnlyList<IGrouping<string, OfferRow>> Others { get; private set; } = [];

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Q) || !string.IsNullOrWhiteSpace(Category);

    public string CompanyName => TypedText.Clean(Draft.Customer?.CompanyName) ?? "";

    private IReadOnlyList<DraftLineInput> PickedLines => [.. Lines.Where(l => l.Picked && l.OfferId is { Length: > 0 and <= OfferIdLength })];

    /// <param name="check">Whether what is wrong is said at once, for the way back from the review.</param>
    /// <param name="cancel">Ends the request.</param>
    public async Task<IActionResult> OnGetAsync(bool check, CancellationToken cancel)
    {
        if (await OpenAsync(cancel) is { } over)
        {
            return over;
        }

        Lines = [.. Draft.Lines ?? []];
        if (check)
        {
            await CheckAsync(cancel);
        }

        await LoadAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await KeepAsync(cancel) is { } over)
        {
            return over;
        }

        await CheckAsync(cancel);
        if (ModelState.IsValid)
        {
            return Redirect(StepPath("review"));
        }

        await LoadAsync(cancel);
        return this.Again();
    }

    /// <summary>Shows what matches the filter, and what is picked.</summary>
    public async Task<IActionResult> OnPostFilterAsync(CancellationToken cancel) =>
        await KeepAsync(cancel) ?? RedirectToPage(new { draftId = DraftId, q = TypedText.Clean(Q), category = TypedText.Clean(Category) });

    /// <summary>Shows the whole list again.</summary>
    public async Task<IActionResult> OnPostClearAsync(CancellationToken cancel) => await KeepAsync(cancel) ?? Redirect(StepPath("subscriptions"));

    /// <summary>Keeps what was picked so far; asked by the script.</summary>
    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancel) => await KeepAsync(cancel) ?? StatusCode(StatusCodes.Status204NoContent);

    public async Task<IActionResult> OnPostBackAsync(CancellationToken cancel) => await KeepAsync(cancel) ?? Redirect(StepPath("customer"));

    /// <summary>Keeps what was picked before asking whether to discard it: the answer may be no.</summary>
    public async Task<IActionResult> OnPostCancelAsync(CancellationToken cancel) => await KeepAsync(cancel) ?? Redirect(StepPath("cancel?from=subscriptions"));

    /// <summary>Name of a category in the reader's language.</summary>
    public string NameOf(string category) => Wording.OfCategory(category, T);

    /// <summary>The first step comes first: without a country nobody can say what is sold.</summary>
    private new async Task<IActionResult?> OpenAsync(CancellationToken cancel) =>
        await base.OpenAsync(cancel) ?? (Countries.Find(Draft.Customer?.Address.Country) is null ? Redirect(StepPath("customer")) : null);

    private async Task<IActionResult?> KeepAsync(CancellationToken cancel)
    {
        // Messages of the binder are in nobody's language; every rule is checked again by the verb.
        ModelState.Clear();
        return await OpenAsync(cancel)
            ?? await UnlessKeptAsync(await keep.ExecuteAsync(DraftId, new SubscriptionsStepInput(PickedLines), cancel), cancel);
    }

    private async Task CheckAsync(CancellationToken cancel) =>
        AddErrors(await check.LinesAsync(PickedLines, Draft.Customer!.Address.Country, cancel));

    private async Task LoadAsync(CancellationToken cancel)
    {
        var country = Countries.Find(Draft.Customer!.Address.Country)!;
        var offers = (await db.Offers.AsNoTracking().ToListAsync(cancel)).ToDictionary(o => o.Id);
        var standard = Draft.ResellerId?.ToString() ?? "";
        var resellers = await ResellerOptions.ReadAsync(db, PickedLines.Select(l => l.ResellerId).Append(standard), T, cancel);
        var picked = PickedLines.DistinctBy(l => l.OfferId).ToList();
        Picked = [.. picked.Select(Row)];

        var sold = offers.Values.Where(o => o.IsSoldIn(country.Code)).ToList();
        Categories = [.. sold.Select(o => o.Category).Distinct()
            .Select(c => new SelectListItem(NameOf(c), c)).OrderBy(c => c.Text, StringComparer.CurrentCulture)];
        Others = [.. sold
            .Where(o => !picked.Exists(l => l.OfferId == o.Id))
            .Select(o => Row(new DraftLineInput
            {
                OfferId = o.Id,
                Quantity = o.MinQuantity.ToString(CultureInfo.InvariantCulture),
                Plan = OfferRow.DefaultPlan(o),
                ResellerId = standard,
            }))
            .Where(Matches)
            .OrderBy(r => r.Offer!.NormalizedName, StringComparer.Ordinal)
            .GroupBy(r => r.Offer!.Category)
            .OrderBy(g => NameOf(g.Key), StringComparer.CurrentCulture)];

        OfferRow Row(DraftLineInput line)
        {
            var offer = offers.GetValueOrDefault(line.OfferId!);
            var cut = !line.Picked && resellers.IsLong;
            return new OfferRow(
                line,
                offer,
                [.. (offer?.AddOnTo ?? []).Where(offers.ContainsKey).Select(id => offers[id].Name)],
                cut ? resellers.Few(line.ResellerId) : resellers.Items,
                cut,
                ModelState);
        }
    }

    private bool Matches(OfferRow row) =>
        (string.IsNullOrWhiteSpace(Category) || row.Offer!.Category == Category)
        && (TypedText.Clean(Q) is not { } q || q.Split(' ').All(word =>
            CultureInfo.CurrentUICulture.CompareInfo.IndexOf($"{row.Name} {row.Description}", word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0));
}
