using IndirectProvider.Orders;

namespace IndirectProvider.Web.Provisioning.PartnerCenter;

/// <summary>Carts: what is to be bought. A cart made twice does no harm, since only one of them is checked out.</summary>
internal sealed class VendorCarts(PartnerCenterClient client)
{
    public async Task<Result<ProvisionedCart>> CreateAsync(StepCall call, string tenantId, IReadOnlyList<VendorLine> lines, CancellationToken cancel)
    {
        var answer = await client.ChangeAsync(HttpMethod.Post, $"customers/{Uri.EscapeDataString(tenantId)}/carts", call, BodyOf(lines), cancel);
        if (!answer.Succeeded)
        {
            VendorRefusals.ThrowIfBusy(answer);
            return VendorRefusals.Meaning(answer);
        }

        var cart = answer.Read<VendorCart>();
        if (cart is not { Id.Length: > 0, LineItems: { } items })
        {
            throw new NotNowException("The vendor made a cart and did not say which, or with what in it.");
        }

        if (items.Select(i => i.Error?.ErrorCode).FirstOrDefault(code => code is not null) is { } wrong)
        {
            return VendorRefusals.Meaning(wrong);
        }

        var asked = lines.Select(l => (l.OfferId.ToUpperInvariant(), l.Quantity)).Order();
        var got = items.Select(i => ((i.CatalogItemId ?? "").ToUpperInvariant(), i.Quantity ?? 0)).Order();
        return asked.SequenceEqual(got) ? new ProvisionedCart(cart.Id, cart.CreatedAt) : ProvisioningErrors.CartDiffers;
    }

    private static object BodyOf(IReadOnlyList<VendorLine> lines) => new
    {
        lineItems = lines.Select((line, number) => new
        {
            id = number,
            catalogItemId = line.OfferId,
            quantity = line.Quantity,
            termDuration = line.Term,
            billingCycle = BillingOf(line),
            participants = line.PartnerId is { } partner ? new[] { new { key = "transaction_reseller", value = partner } } : null,
        }),

        // Who submits an order confirms this; asked for by the vendor where a reseller is named.
        partnerOnRecordAttestationAccepted = lines.Any(l => l.PartnerId is not null) ? true : (bool?)null,
    };

    /// <summary>The vendor's word for a billing plan.</summary>
    internal static string BillingOf(VendorLine line) => line.Billing.Replace('-', '_');
}
