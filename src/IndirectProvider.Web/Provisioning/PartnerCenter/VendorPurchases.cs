using System.Net;
using IndirectProvider.Orders;

namespace IndirectProvider.Web.Provisioning.PartnerCenter;

/// <summary>
/// Checks carts out and tells which subscription came of which line. A cart can be checked out once; when the answer is lost for
/// good, the subscriptions are found among the customer's orders, and nothing is bought again.
/// </summary>
internal sealed class VendorPurchases(PartnerCenterClient client)
{
    /// <summary>
    /// After so many tries, which is about half an hour, what the vendor's list of orders does not show was not bought.
    /// </summary>
    private const int TriesToShowUp = 12;

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
        if (orders.Count == 0)
        {
            return errors.Count > 0
                ? VendorRefusals.Meaning(errors[0].Text)
                : throw new NotNowException("The vendor says neither what it sold nor why it did not.");
        }

        var match = new LineMatch(purchase, await WithSubscriptionsAsync(call, purchase, orders, cancel));
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

        var orders = (answer.Read<Collection<VendorOrder>>().Items ?? []).Where(o => IsLater(o, purchase.Cart) && o.Status is not ("cancelled" or "canceled")).ToList();
        var match = new LineMatch(purchase, await WithSubscriptionsAsync(call, purchase, orders, cancel));
        if (match.IsAmbiguous)
        {
            return ProvisioningErrors.PurchaseUnclear;
        }

        if (match.IsMissing && call.Attempt < TriesToShowUp)
        {
            throw new NotNowException("The vendor has sold the cart, and its list of orders does not show it yet.");
        }

        return match.FoundAny ? match.Sold(ProvisioningErrors.LineNotSold)
            : gone ? ProvisioningErrors.CartExpired
            : ProvisioningErrors.PurchaseUnclear;
    }

    // Both times are the vendor's own.
    private static bool IsLater(VendorOrder order, ProvisionedCart cart) =>
        order.CreatedAt is not { } ordered || cart.CreatedAt is not { } made || ordered >= made.AddSeconds(-1);

    /// <summary>The lines of the orders; a subscription an order does not name is looked up.</summary>
    private async Task<IReadOnlyList<SoldLine>> WithSubscriptionsAsync(StepCall call, Purchase purchase, IReadOnlyList<VendorOrder> orders, CancellationToken cancel)
    {
        var sold = new List<SoldLine>();
        foreach (var order in orders)
        {
            var lines = order.LineItems ?? [];
            var unnamed = lines.All(l => l.SubscriptionId is { Length: > 0 }) ? [] : await SubscriptionsOfAsync(call, purchase, order, cancel);
            foreach (var line in lines)
            {
                var id = line.SubscriptionId is { Length: > 0 } named ? named : Take(unnamed, line);
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

    private static string Take(List<VendorSubscription> subscriptions, VendorOrderLine line)
    {
        var found = subscriptions.Find(s => s.Id is { Length: > 0 } && Matches(s.OfferId, line.OfferId) && s.Quantity == line.Quantity)
            ?? throw new NotNowException("The vendor is still setting the subscriptions up.");
        subscriptions.Remove(found);
        return found.Id!;
    }

    private static bool Matches(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string CustomerOf(Purchase purchase) => $"customers/{Uri.EscapeDataString(purchase.TenantId)}";
}
