using System.Net;
using IndirectProvider.Orders;

namespace IndirectProvider.Web.Provisioning.PartnerCenter;

/// <summary>
/// Checks carts out and tells which subscription came of which line. A cart can be checked out once; when the answer is lost for
/// good, the subscriptions are found among the customer's orders, and nothing is bought again.
/// </summary>
internal sealed class VendorPurchases(PartnerCenterClient client, TimeProvider clock)
{
    /// <summary>So long after it was first looked for, the vendor's list of orders shows what was bought.</summary>
    private static readonly TimeSpan TimeToShowUp = TimeSpan.FromMinutes(30);

    public async Task<Result<ProvisionedSubscriptions>> CheckOutAsync(StepCall call, Purchase purchase, CancellationToken cancel)
    {
        var cart = $"{CustomerOf(purchase)}/carts/{Uri.EscapeDataString(purchase.Cart.CartId)}/checkout";
        var answer = await client.ChangeAsync(HttpMethod.Post, cart, call, null, cancel);
        if (answer.Succeeded)
        {
            return await SoldAsync(call, purchase, answer.Read<VendorCheckout>(), cancel);
        }

        VendorRefusals.ThrowIfBusy(answer, anyConflict: false);
        var gone = answer.Status == HttpStatusCode.NotFound || answer.Code == VendorRefusals.NoSuchCart;
        if (answer.Code == VendorRefusals.CheckedOutAlready || VendorRefusals.Exists(answer) || (gone && call.PerhapsDone))
        {
            return await RecoverAsync(call, purchase, gone, cancel);
        }

        // Refused this time; an earlier call whose answer was lost may have bought it all the same.
        var error = VendorRefusals.Meaning(answer);
        return call.PerhapsDone ? error with { Kind = ErrorKind.Conflict } : error;
    }

    private async Task<Result<ProvisionedSubscriptions>> SoldAsync(StepCall call, Purchase purchase, VendorCheckout checkout, CancellationToken cancel)
    {
        var (orders, errors) = (checkout.Orders ?? [], checkout.OrderErrors ?? []);
        if (errors.Any(e => VendorRefusals.IsBusy(e.Text)))
        {
            return await RecoverAsync(call, purchase, gone: false, cancel);
        }

        if (orders.Count == 0)
        {
            return errors.Count > 0
                ? VendorRefusals.Meaning(errors[0].Text)
                : throw new NotNowException("The vendor says neither what it sold nor why it did not.");
        }

        var sold = await WithSubscriptionsAsync(call, purchase, orders, cancel) ?? throw new NotNowException("The vendor is still setting the subscriptions up.");
        var match = new LineMatch(purchase, sold);
        if (match.HasMore || (match.IsMissing && errors.Count == 0))
        {
            return ProvisioningErrors.PurchaseDiffers;
        }

        return match.Sold(errors.Count > 0 ? VendorRefusals.Meaning(errors[0].Text) : ProvisioningErrors.LineNotSold);
    }

    private async Task<Result<ProvisionedSubscriptions>> RecoverAsync(StepCall call, Purchase purchase, bool gone, CancellationToken cancel)
    {
        var answer = await client.ReadAsync(HttpMethod.Get, $"{CustomerOf(purchase)}/orders", call.OrderId, cancel);
        if (!answer.Succeeded)
        {
            throw new NotNowException($"The vendor answered {(int)answer.Status} when asked for a customer's orders.");
        }

        var orders = (answer.Read<Collection<VendorOrder>>().Items ?? []).Where(o => MayBeOf(o, purchase)).ToList();
        var match = await WithSubscriptionsAsync(call, purchase, orders, cancel) is { } sold ? new LineMatch(purchase, sold) : null;
        if (match is { IsAmbiguous: true })
        {
            return ProvisioningErrors.PurchaseUnclear;
        }

        if (match is null or { IsMissing: true } && !HasWaited(call))
        {
            throw new NotNowException("The vendor may have sold the cart, and its list of orders does not show all of it yet.", notShownYet: true);
        }

        // Never "surely not bought": a list that is later still would have it bought twice.
        return match is { FoundAny: true } ? match.Sold(ProvisioningErrors.LineNotSold)
            : gone ? ProvisioningErrors.PurchaseUnknown
            : ProvisioningErrors.PurchaseUnclear;
    }

    private bool HasWaited(StepCall call) => call.MissingSince is { } since && clock.GetUtcNow() - since >= TimeToShowUp;

    /// <summary>Whether an order of the list may come from this cart; what became of others does not matter here.</summary>
    private static bool MayBeOf(VendorOrder order, Purchase purchase) =>
        IsLater(order, purchase.Cart)
        && order.Status is not ("cancelled" or "canceled")
        && (order.LineItems ?? []).Any(sold => purchase.Lines.Any(line => Matches(sold.OfferId, line.OfferId)));

    // Both times are the vendor's own.
    private static bool IsLater(VendorOrder order, ProvisionedCart cart) =>
        order.CreatedAt is not { } ordered || cart.CreatedAt is not { } made || ordered >= made.AddSeconds(-1);

    /// <summary>The lines of the orders; a subscription an order does not name is looked up. Null while one is still being set up.</summary>
    private async Task<IReadOnlyList<SoldLine>?> WithSubscriptionsAsync(StepCall call, Purchase purchase, IReadOnlyList<VendorOrder> orders, CancellationToken cancel)
    {
        var sold = new List<SoldLine>();
        foreach (var order in orders)
        {
            var lines = order.LineItems ?? [];
            var unnamed = lines.All(l => l.SubscriptionId is { Length: > 0 }) ? [] : await SubscriptionsOfAsync(call, purchase, order, cancel);
            foreach (var line in lines)
            {
                if ((line.SubscriptionId is { Length: > 0 } named ? named : Take(unnamed, line)) is not { } id)
                {
                    return null;
                }

                sold.Add(new SoldLine(id, line, order.BillingCycle));
            }
        }

        return [.. sold.Where(l => !purchase.KnownIds.Contains(l.SubscriptionId))];
    }

    private async Task<List<VendorSubscription>> SubscriptionsOfAsync(StepCall call, Purchase purchase, VendorOrder order, CancellationToken cancel)
    {
        var answer = await client.ReadAsync(
            HttpMethod.Get, $"{CustomerOf(purchase)}/subscriptions?order_id={Uri.EscapeDataString(order.Id ?? "")}", call.OrderId, cancel);
        return answer.Succeeded
            ? [.. answer.Read<Collection<VendorSubscription>>().Items ?? []]
            : throw new NotNowException($"The vendor answered {(int)answer.Status} when asked for a customer's subscriptions.");
    }

    private static string? Take(List<VendorSubscription> subscriptions, VendorOrderLine line)
    {
        var at = subscriptions.FindIndex(s => s.Id is { Length: > 0 } && Matches(s.OfferId, line.OfferId) && s.Quantity == line.Quantity);
        if (at < 0)
        {
            return null;
        }

        var id = subscriptions[at].Id;
        subscriptions.RemoveAt(at);
        return id;
    }

    private static bool Matches(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string CustomerOf(Purchase purchase) => $"customers/{Uri.EscapeDataString(purchase.TenantId)}";
}
