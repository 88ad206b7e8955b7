using System.Globalization;
using IndirectProvider.Catalog;
using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Orders.Wizard;

/// <summary>The step that shows everything once more, with the attestation, and places the order; the same in both wizards.</summary>
public abstract class ReviewStep(
    ReadDraft read, CheckDraft check, PlaceOrder place, VerifyPartnerId verify, PortalDbContext db, IStringLocalizer<Texts> T) : WizardPage(read, db)
{
    [BindProperty]
    public bool Attested { get; set; }

    /// <summary>Which state of the draft the person saw: nobody submits what another window changed meanwhile.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    /// <summary>The state of the draft that is shown.</summary>
    public string Version => Draft.UpdatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture);

    /// <summary>The reseller chosen for a new customer's account.</summary>
    public string ResellerName { get; private set; } = "";

    public IReadOnlyList<ReviewLine> Lines { get; private set; } = [];

    public int Licenses { get; private set; }

    /// <summary>Whether a reseller is named anywhere, so the provider acts as indirect partner.</summary>
    public bool IsIndirect => Draft.ResellerId is not null || (Draft.Lines ?? []).Any(l => !string.IsNullOrWhiteSpace(l.ResellerId));

    /// <summary>What has to be put right on an earlier step.</summary>
    public IReadOnlyList<Problem> Problems { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await OpenAsync(cancel) is { } over)
        {
            return over;
        }

        await LoadAsync(await check.ExecuteAsync(DraftId, cancel), cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        ModelState.Remove(nameof(Seen));
        if (await OpenAsync(cancel) is { } over)
        {
            return over;
        }

        if (Seen != Version)
        {
            ModelState.AddModelError("", T["This order was changed in another window after you opened this page. Check it again before you submit."]);
            await LoadAsync(Result.Done, cancel);
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        var placed = await place.ExecuteAsync(new PlaceOrder.Input(DraftId, Attested), cancel);
        if (placed.Succeeded)
        {
            return Redirect($"/orders/{placed.Value}/confirmation");
        }

        // Submitted or canceled by another click in the meantime.
        if (placed.Errors.Any(e => e.Kind == ErrorKind.NotFound))
        {
            return await OpenAsync(cancel) ?? NotFound();
        }

        var here = placed.Errors.ToLookup(e => e.Field is "" or nameof(Attested));
        AddErrors(Result.Failed(here[true]));
        await LoadAsync(Result.Failed(here[false]), cancel);
        return this.Again();
    }

    public async Task<IActionResult> OnPostBackAsync(CancellationToken cancel) => await OpenAsync(cancel) ?? Redirect(StepPath("subscriptions"));

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken cancel) => await OpenAsync(cancel) ?? Redirect(StepPath("cancel?from=review"));

    /// <summary>The steps before come first.</summary>
    protected override async Task<IActionResult?> OpenAsync(CancellationToken cancel) =>
        await base.OpenAsync(cancel)
        ?? (Existing is null && Draft.Customer is null ? Redirect(StepPath("customer")) : Draft.Lines is null ? Redirect(StepPath("subscriptions")) : null);

    private async Task LoadAsync(Result wrong, CancellationToken cancel)
    {
        var picked = Draft.Lines ?? [];
        var ids = picked.Select(l => l.OfferId).ToList();
        var offers = await Db.Offers.AsNoTracking().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, cancel);
        var account = Draft.ResellerId?.ToString();
        var resellers = await ResellerOptions.ReadAsync(Db, picked.Select(l => l.ResellerId).Append(account), T, cancel);
        ResellerName = resellers.NameOf(account);
        var lines = new List<ReviewLine>();
        foreach (var line in picked)
        {
            var offer = offers.GetValueOrDefault(line.OfferId ?? "");
            lines.Add(new ReviewLine(
                offer?.Name ?? line.OfferId ?? "",
                LineRules.ReadQuantity(line)?.ToString("N0", CultureInfo.CurrentCulture) ?? line.Quantity ?? "",
                offer?.Plans.FirstOrDefault(p => p.Key == line.Plan) is { } plan ? Wording.Of(plan, T) : "",
                line.ResellerId == DraftLineInput.ByPartnerId ? await NameOfPartnerIdAsync(line.PartnerId, cancel) : resellers.NameOf(line.ResellerId)));
        }

        Lines = lines;
        Licenses = picked.Sum(l => LineRules.ReadQuantity(l) ?? 0);
        Problems = [.. wrong.Errors.Select(e => new Problem(Text(e, offers), Href(e.Field)))];
    }

    private async Task<string> NameOfPartnerIdAsync(string? typed, CancellationToken cancel)
    {
        var reseller = await verify.ExecuteAsync(typed, cancel);
        return reseller.Succeeded ? T["{0} (PartnerID {1})", reseller.Value.Name, TypedText.Clean(typed) ?? ""] : T["PartnerID {0}", TypedText.Clean(typed) ?? "–"];
    }

    private static string Text(Error error, IReadOnlyDictionary<string, Offer> offers) =>
        OfferRow.OfferIdOf(error.Field) is { } id ? $"{offers.GetValueOrDefault(id)?.Name ?? id}: {error.Text}" : error.Text;

    private string Href(string field) =>
        StepPath(field.StartsWith("Lines", StringComparison.Ordinal) ? "subscriptions" : "customer") + $"?check=true#{FormField.IdOf(field)}";
}
