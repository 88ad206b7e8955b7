using System.Globalization;
using IndirectProvider.Catalog;
using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Partnerships;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Orders.Wizard;

/// <summary>The step on which products are picked, the same in both wizards.</summary>
public abstract class LinesStep(
    ReadDraft read, KeepDraft keep, CheckDraft check, VerifyPartnerId verify, PortalDbContext db, IStringLocalizer<Texts> T) : WizardPage(read, db)
{
    private const int OfferIdLength = 32;

    /// <summary>The products of the form; one that is only named, without any of its fields, is none.</summary>
    [BindProperty]
    public List<DraftLineInput> Lines { get; set => field = [.. value.OfType<DraftLineInput>()]; } = [];

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

    /// <summary>How many those are.</summary>
    public int OtherCount => Others.Sum(group => group.Count());

    /// <summary>What is wrong, each with the name of its product.</summary>
    public IReadOnlyList<Problem> Problems =>
    [
        .. from key in new[] { "", nameof(Lines) }
           from error in FormField.ErrorsOf(ModelState[key])
           select new Problem(error, $"#{nameof(Lines)}"),
        .. Picked.SelectMany(row => row.Problems()),
    ];

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Q) || !string.IsNullOrWhiteSpace(Category);

    private IReadOnlyList<DraftLineInput> PickedLines =>
        [.. Lines.Where(l => l.Picked && l.OfferId is { Length: > 0 and <= OfferIdLength }).DistinctBy(l => l.OfferId)];

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
        return ModelState.IsValid ? Redirect(StepPath("review")) : await AgainAsync(cancel);
    }

    /// <summary>The Enter key in a field: searches when it was pressed after typing another search, else goes on.</summary>
    /// <param name="shown">The search whose results are shown.</param>
    /// <param name="cancel">Ends the request.</param>
    public Task<IActionResult> OnPostEnterAsync(string? shown, CancellationToken cancel) =>
        TypedText.Clean(Q) == TypedText.Clean(shown) ? OnPostAsync(cancel) : OnPostFilterAsync(cancel);

    /// <summary>Shows what matches the filter, and what is picked.</summary>
    public async Task<IActionResult> OnPostFilterAsync(CancellationToken cancel) =>
        await KeepAsync(cancel) ?? RedirectToPage(new { id = CustomerId, draftId = DraftId, q = TypedText.Clean(Q), category = TypedText.Clean(Category) });

    /// <summary>Shows the whole list again.</summary>
    public async Task<IActionResult> OnPostClearAsync(CancellationToken cancel) => await KeepAsync(cancel) ?? Redirect(StepPath("subscriptions"));

    /// <summary>Tells whom the PartnerID of one line belongs to; asking means the line is wanted.</summary>
    /// <param name="offer">The line's product.</param>
    /// <param name="cancel">Ends the request.</param>
    public async Task<IActionResult> OnPostVerifyAsync(string? offer, CancellationToken cancel)
    {
        Lines = [.. Lines.Select(l => l.OfferId == offer ? l with { Picked = true, ResellerId = DraftLineInput.ByPartnerId } : l)];
        if (await KeepAsync(cancel) is { } over)
        {
            return over;
        }

        foreach (var line in PickedLines.Where(l => l.OfferId == offer))
        {
            var verified = await verify.ExecuteAsync(line.PartnerId, cancel);
            AddErrors(Result.Failed(verified.Errors.Select(e => e with { Field = $"{nameof(Lines)}[{offer}].{e.Field}" })));
        }

        if (!ModelState.IsValid)
        {
            return await AgainAsync(cancel);
        }

        await LoadAsync(cancel);
        return Page();
    }

    /// <summary>Keeps what was picked so far; asked by the script.</summary>
    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancel) => await KeepAsync(cancel) ?? StatusCode(StatusCodes.Status204NoContent);

    /// <summary>Keeps what was picked before asking whether to discard it: the answer may be no.</summary>
    public async Task<IActionResult> OnPostCancelAsync(CancellationToken cancel) => await KeepAsync(cancel) ?? Redirect(StepPath("cancel?from=subscriptions"));

    /// <summary>Name of a category in the reader's language.</summary>
    public string NameOf(string category) => Wording.OfCategory(category, T);

    /// <summary>Keeps what is picked; an answer when that can't be.</summary>
    protected async Task<IActionResult?> KeepAsync(CancellationToken cancel)
    {
        // Messages of the binder are in nobody's language; every rule is checked again by the verb.
        ModelState.Clear();
        return await OpenAsync(cancel)
            ?? await UnlessKeptAsync(await keep.ExecuteAsync(DraftId, new SubscriptionsStepInput(PickedLines, CustomerId), cancel), cancel);
    }

    /// <summary>A new customer's first step comes first: without a country nobody can say what is sold.</summary>
    protected override async Task<IActionResult?> OpenAsync(CancellationToken cancel) =>
        await base.OpenAsync(cancel) ?? (Country is null ? Redirect(StepPath("customer")) : null);

    private async Task CheckAsync(CancellationToken cancel) => AddErrors(await check.LinesAsync(PickedLines, Country!.Code, CustomerId, cancel));

    private async Task<IActionResult> AgainAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        return this.Again();
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var offers = (await Db.Offers.AsNoTracking().ToListAsync(cancel)).ToDictionary(o => o.Id);
        var owned = CustomerId is { } id ? await Db.OwnedProductsAsync(id, cancel) : OwnedProducts.None;
        var standard = (await StandardResellerAsync(cancel))?.ToString() ?? "";
        var resellers = await ResellerOptions.ReadAsync(Db, PickedLines.Select(l => l.ResellerId).Append(standard), T, cancel);
        var picked = new List<OfferRow>();
        foreach (var line in PickedLines)
        {
            picked.Add(Row(line) with { Verified = await VerifiedAsync(line, cancel) });
        }

        Picked = picked;
        var sold = offers.Values.Where(o => o.IsSoldIn(Country!.Code)).ToList();
        Categories = [.. sold.Select(o => o.Category).Distinct()
            .Select(c => new SelectListItem(NameOf(c), c, c == Category)).OrderBy(c => c.Text, StringComparer.CurrentCulture)];
        Others = [.. sold
            .Where(o => !picked.Exists(r => r.Line.OfferId == o.Id))
            .Select(o => Row(Unpicked(o, standard)))
            .Where(Matches)
            .OrderBy(r => r.Offer!.NormalizedName, StringComparer.Ordinal)
            .GroupBy(r => r.Offer!.Category)
            .OrderBy(g => NameOf(g.Key), StringComparer.CurrentCulture)];

        OfferRow Row(DraftLineInput line)
        {
            var offer = offers.GetValueOrDefault(line.OfferId!);
            var cut = !line.Picked && resellers.IsLong;
            return new OfferRow(line, offer, ModelState)
            {
                Bases = [.. (offer?.AddOnTo ?? []).Where(offers.ContainsKey).Select(b => offers[b].Name)],
                Resellers = cut ? resellers.Few(line.ResellerId) : resellers.Items,
                ResellersAreCut = cut,
                ResellersAreMany = resellers.IsCut,
                Owned = [.. owned.Of(line.OfferId!)],
                CustomerId = CustomerId,
                Action = StepPath("subscriptions"),
            };
        }
    }

    /// <summary>Who is credited unless chosen otherwise: the one reseller that manages the account.</summary>
    private async Task<Guid?> StandardResellerAsync(CancellationToken cancel)
    {
        if (CustomerId is null)
        {
            return Draft.ResellerId;
        }

        var associated = await Db.CustomerResellers
            .Where(r => r.CustomerId == CustomerId && r.EndedAt == null).Select(r => r.ResellerId).Take(2).ToListAsync(cancel);
        return associated.Count == 1 && await Db.ResellersToName().AnyAsync(r => r.Id == associated[0], cancel) ? associated[0] : null;
    }

    private async Task<string?> VerifiedAsync(DraftLineInput line, CancellationToken cancel) =>
        line.ResellerId == DraftLineInput.ByPartnerId ? (await verify.ExecuteAsync(line.PartnerId, cancel)).Value?.Name : null;

    private static DraftLineInput Unpicked(Offer offer, string reseller) => new()
    {
        OfferId = offer.Id,
        Quantity = offer.MinQuantity.ToString(CultureInfo.InvariantCulture),
        Plan = OfferRow.DefaultPlan(offer),
        ResellerId = reseller,
    };

    private bool Matches(OfferRow row) =>
        (string.IsNullOrWhiteSpace(Category) || row.Offer!.Category == Category)
        && (TypedText.Clean(Q) is not { } q || q.Split(' ').All(word =>
            CultureInfo.CurrentUICulture.CompareInfo.IndexOf($"{row.Name} {row.Description}", word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0));
}
