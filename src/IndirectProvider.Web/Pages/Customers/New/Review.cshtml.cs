using System.Globalization;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Customers.New;

/// <summary>Step 3 of the wizard: everything once more, the attestation, and the order.</summary>
public sealed class ReviewModel(
    ReadDraft read, CheckDraft check, PlaceOrder place, PortalDbContext db, TenantNaming naming, IStringLocalizer<Texts> T) : WizardPage(read)
{
    [BindProperty]
    public bool Attested { get; set; }

    /// <summary>Which state of the draft the person saw: nobody submits what another window changed meanwhile.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    /// <summary>The state of the draft that is shown.</summary>
    public string Version => Draft.UpdatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture);

    public NewCustomerInput Customer => Draft.Customer!;

    public Country? Country => Countries.Find(Customer.Address.Country);

    public string? State => Country?.FindState(Customer.Address.State)?.Name(CultureInfo.CurrentUICulture);

    public string Domain => naming.Domain(DomainPrefix.Normalize(Customer.DomainPrefix));

    public string? Phone => TypedText.Clean(Customer.Phone) is { } phone ? PhoneNumbers.ToE164(phone, Country?.Code ?? "") ?? phone : null;

    public string? Language => Customer.Language is { } code && Country?.Languages.Contains(code) is true ? CultureInfo.GetCultureInfo(code).DisplayName : null;

    public string ResellerName { get; private set; } = "";

    public IReadOnlyList<ReviewLine> Lines { get; private set; } = [];

    public int Licenses { get; private set; }

    /// <summary>Whether a reseller is named anywhere, so the provider acts as indirect partner.</summary>
    public bool IsIndirect { get; private set; }

    /// <summary>What has to be put right on an earlier step.</summary>
    public IReadOnlyList<ReviewProblem> Problems { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await OpenAsync(cancel) is { } over)
        {
            return over;
        }

        Explain(await check.ExecuteAsync(DraftId, cancel));
        await LoadAsync(cancel);
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
            await LoadAsync(cancel);
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

        AddErrors(Result.Failed(placed.Errors.Where(e => e.Field == nameof(Attested))));
        Explain(Result.Failed(placed.Errors.Where(e => e.Field != nameof(Attested))));
        await LoadAsync(cancel);
        return this.Again();
    }

    public IActionResult OnPostBack() => Redirect(StepPath("subscriptions"));

    public IActionResult OnPostCancel() => Redirect(StepPath("cancel?from=review"));

    private new async Task<IActionResult?> OpenAsync(CancellationToken cancel) =>
        await base.OpenAsync(cancel)
        ?? (Draft.Customer is null ? Redirect(StepPath("customer")) : Draft.Lines is null ? Redirect(StepPath("subscriptions")) : null);

    private void Explain(Result result) =>
        Problems = [.. result.Errors.Select(e => new ReviewProblem(e.Text, Href(e.Field)))];

    private string Href(string field) =>
        StepPath(field.StartsWith("Lines", StringComparison.Ordinal) ? "subscriptions" : "customer") + $"?check=true#{FormField.IdOf(field)}";

    private async Task LoadAsync(CancellationToken cancel)
    {
        var picked = Draft.Lines ?? [];
        var ids = picked.Select(l => l.OfferId).ToList();
        var offers = await db.Offers.AsNoTracking().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, cancel);
        var account = Draft.ResellerId?.ToString();
        var resellers = await ResellerOptions.ReadAsync(db, picked.Select(l => l.ResellerId).Append(account), T, cancel);
        ResellerName = resellers.NameOf(account);
        Lines = [.. picked.Select(l =>
        {
            var offer = offers.GetValueOrDefault(l.OfferId ?? "");
            return new ReviewLine(
                offer?.Name ?? l.OfferId ?? "",
                LineRules.ReadQuantity(l)?.ToString("N0", CultureInfo.CurrentCulture) ?? l.Quantity ?? "",
                offer?.Plans.FirstOrDefault(p => p.Key == l.Plan) is { } plan ? Wording.Of(plan, T) : "",
                resellers.NameOf(l.ResellerId));
        })];
        Licenses = picked.Sum(l => LineRules.ReadQuantity(l) ?? 0);
        IsIndirect = account is not null || picked.Any(l => !string.IsNullOrWhiteSpace(l.ResellerId));
    }
}
