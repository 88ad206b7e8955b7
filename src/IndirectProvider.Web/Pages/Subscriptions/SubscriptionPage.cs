using System.Globalization;
using IndirectProvider.Catalog;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Subscriptions;

/// <summary>
/// What all pages below the address of a subscription have in common: they find it, show a form only where the move can
/// be made, and answer a refused one with what was typed and the latest version.
/// </summary>
public abstract class SubscriptionPage(ReadSubscription read, IStringLocalizer<Texts> texts) : PageModel
{
    /// <summary>The subscription as it is now.</summary>
    public SubscriptionDetails Subscription { get; private set; } = null!;

    /// <summary>The version the form carries.</summary>
    public long Version { get; private set; }

    /// <summary>Why there is no form; null when there is one.</summary>
    public string? Blocked { get; private set; }

    /// <summary>The address of the subscription's own page.</summary>
    public string Address => $"/customers/{Subscription.CustomerId}/subscriptions/{Subscription.Id}";

    /// <summary>The pages above this one.</summary>
    public IEnumerable<(string Text, string Href)> Crumbs
    {
        get
        {
            if (Subscription.IsCustomer)
            {
                yield return (T["Subscriptions"], "/subscriptions");
            }
            else
            {
                yield return (T["Customers"], "/customers");
                yield return (Subscription.CustomerName, $"/customers/{Subscription.CustomerId}");
            }

            if (!IsForReaders)
            {
                yield return (Subscription.Nickname, Address);
            }
        }
    }

    /// <summary>The subscription the address names.</summary>
    protected Guid Id => Guid.Parse(Convert.ToString(RouteData.Values["id"], CultureInfo.InvariantCulture)!);

    /// <summary>The pages' words.</summary>
    protected IStringLocalizer<Texts> T => texts;

    /// <summary>Whether seeing the subscription is enough; otherwise the reader must manage it.</summary>
    protected virtual bool IsForReaders => false;

    /// <summary>Finds the subscription.</summary>
    /// <returns>Null when it was found and the reader may be here, otherwise the answer.</returns>
    protected async Task<IActionResult?> OpenAsync(CancellationToken cancel)
    {
        var found = await read.ExecuteAsync(Id, cancel);
        if (found is null || !string.Equals($"{found.CustomerId}", $"{RouteData.Values["customerId"]}", StringComparison.OrdinalIgnoreCase))
        {
            return NotFound();
        }

        (Subscription, Version) = (found, found.Version);
        return IsForReaders || found.Manages ? null : StatusCode(StatusCodes.Status403Forbidden);
    }

    /// <summary>Shows the form, or why there is none.</summary>
    protected async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (await OpenAsync(cancel) is { } refused)
        {
            return refused;
        }

        Blocked = WhyNot()?.Text;
        if (Blocked is null)
        {
            await LoadAsync(cancel);
            Prefill();
        }

        return Page();
    }

    /// <summary>Makes a move and leads back to the subscription, or shows the form again.</summary>
    /// <param name="seen">The form.</param>
    /// <param name="change">The verb.</param>
    /// <param name="done">What to say when it was done.</param>
    /// <param name="cancel">Ends the request.</param>
    protected async Task<IActionResult> ChangeAsync(
        SubscriptionInput seen, Func<Task<Result<Consequences>>> change, Func<string> done, CancellationToken cancel)
    {
        if (await RefuseShapeAsync(seen, cancel) is { } refused)
        {
            return refused;
        }

        var result = await change();
        return result.Succeeded ? Done(done(), result.Value) : await AgainAsync(result, cancel);
    }

    /// <summary>The answer to a form that can't be given to a verb, or null.</summary>
    protected async Task<IActionResult?> RefuseShapeAsync(SubscriptionInput seen, CancellationToken cancel)
    {
        if (await OpenAsync(cancel) is { } refused)
        {
            return refused;
        }

        if (ModelState.IsValid)
        {
            return null;
        }

        // No verb has looked at the version yet, so what changed meanwhile is still to be told.
        Keep(seen.Version);
        await LoadAsync(cancel);
        return this.Again();
    }

    /// <summary>Lets the form carry the version it came with, because no verb has looked at it.</summary>
    protected void Keep(long version) => Version = version;

    /// <summary>Says what was done and leads back to the subscription.</summary>
    protected IActionResult Done(string text, Consequences consequences, string? linkText = null, string? href = null)
    {
        this.Flash(string.Join(' ', consequences.Texts().Prepend(text)), linkText, href);
        return Redirect(Address);
    }

    /// <summary>The form again, with the errors of a verb.</summary>
    protected async Task<IActionResult> AgainAsync(Result result, CancellationToken cancel)
    {
        if (await OpenAsync(cancel) is { } gone)
        {
            return gone;
        }

        await LoadAsync(cancel);
        return this.Refuse(result);
    }

    /// <summary>Why the move can't be made at all now, or null.</summary>
    protected abstract Error? WhyNot();

    /// <summary>What the provider can choose for the subscription; null for other readers.</summary>
    protected Task<SubscriptionChoices?> ChoicesAsync(CancellationToken cancel) => read.ChoicesAsync(Id, cancel);

    /// <summary>The resellers that the provider can make support contact; none for other readers.</summary>
    protected Task<IReadOnlyList<NamedReseller>> SupportContactsAsync(CancellationToken cancel) => read.SupportContactsAsync(Id, cancel);

    /// <summary>Reads what the form offers to choose.</summary>
    protected virtual Task LoadAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Fills the form in as the subscription is.</summary>
    protected virtual void Prefill()
    {
    }

    /// <summary>The reason of the state, unless it is one of these.</summary>
    protected Error? UnlessIn(params ReadOnlySpan<SubscriptionState> allowed) =>
        allowed.Contains(Subscription.State) ? null : SubscriptionErrors.NotWhile(Subscription.State);

    /// <summary>The plan of a key, for words about it.</summary>
    protected static OfferPlan PlanOf(string? key) => key?.Split('/') is [var term, var billing] ? new(term, billing) : new("", "");
}
