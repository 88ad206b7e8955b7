using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Partners;

/// <summary>The tenant owners of an Azure subscription among the resellers: who is, since when, and who else could be.</summary>
public sealed class GrantModel(PortalDbContext db, GiveAzureGrant give, WithdrawAzureGrant withdraw, IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public Form Input { get; set; } = new();

    public string Nickname { get; private set; } = "";

    public IReadOnlyList<Owner> Owners { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Resellers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid subscriptionId, CancellationToken cancel) =>
        await ReadAsync(subscriptionId, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostGiveAsync(Guid subscriptionId, CancellationToken cancel) =>
        await AnswerAsync(subscriptionId, await give.ExecuteAsync(subscriptionId, Input.ResellerId, cancel), texts["The tenant owner grant is given."], cancel);

    public async Task<IActionResult> OnPostWithdrawAsync(Guid subscriptionId, Guid reseller, CancellationToken cancel) =>
        await AnswerAsync(subscriptionId, await withdraw.ExecuteAsync(subscriptionId, reseller, cancel), texts["The tenant owner grant is withdrawn."], cancel);

    private async Task<IActionResult> AnswerAsync(Guid subscriptionId, Result result, string said, CancellationToken cancel)
    {
        if (result.Succeeded)
        {
            this.Flash(said);
            return RedirectToPage(new { subscriptionId });
        }

        return await ReadAsync(subscriptionId, cancel) ? this.Refuse(result) : NotFound();
    }

    private async Task<bool> ReadAsync(Guid subscriptionId, CancellationToken cancel)
    {
        var nickname = await db.Subscriptions.Where(s => s.Id == subscriptionId && s.Offer.IsAzure).Select(s => s.Nickname).SingleOrDefaultAsync(cancel);
        if (nickname is null)
        {
            return false;
        }

        Nickname = nickname;
        Owners = await (
            from grant in db.AzureGrants.AsNoTracking()
            where grant.SubscriptionId == subscriptionId && grant.WithdrawnAt == null
            join reseller in db.Resellers on grant.ResellerId equals reseller.Id
            orderby reseller.NormalizedName
            select new Owner(reseller.Id, reseller.LegalName, grant.GivenAt, grant.GivenBy)).ToListAsync(cancel);
        var owners = Owners.Select(o => o.Id).ToList();
        Resellers = await db.ResellersToGrant(subscriptionId)
            .Where(r => !owners.Contains(r.Id))
            .OrderBy(r => r.NormalizedName)
            .Select(r => new SelectListItem(r.LegalName, r.Id.ToString()))
            .ToListAsync(cancel);
        return true;
    }

    /// <summary>A reseller that is tenant owner.</summary>
    public sealed record Owner(Guid Id, string Name, DateTimeOffset Since, string By);

    /// <summary>Whom to make one.</summary>
    public sealed class Form
    {
        public Guid? ResellerId { get; set; }
    }
}
