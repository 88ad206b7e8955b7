using IndirectProvider.Audit;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Orders;

/// <summary>
/// Submits a wizard's draft: the order is durable when the save is done, and then fulfilled at once; what a crash
/// leaves is resumed by a worker. It returns when the order is done, or after some seconds while it goes on. One draft makes one order, however often and from how many tabs it is submitted.
/// </summary>
public sealed class PlaceOrder(
    PortalDbContext db, TenantScope scope, CheckDraft check, OrdersInHand orders, IDatabaseDialect dialect, TimeProvider clock)
{
    /// <summary>What the last step of the wizard sends.</summary>
    /// <param name="DraftId">The draft; also the idempotency key.</param>
    /// <param name="Attested">Whether the provider confirmed how it acts for this customer.</param>
    public sealed record Input(Guid DraftId, bool Attested);

    /// <summary>Places and fulfils the order.</summary>
    /// <returns>The order's id; the same one again for a draft that was submitted before.</returns>
    public async Task<Result<Guid>> ExecuteAsync(Input input, CancellationToken cancel)
    {
        if (await PlacedFromAsync(input.DraftId, cancel) is { } placed)
        {
            return placed;
        }

        if (!input.Attested)
        {
            return Error.Invalid(nameof(Input.Attested), "Confirm how you act for this customer before you submit.");
        }

        var draft = await check.ExecuteAsync(input.DraftId, cancel);
        if (!draft.Succeeded)
        {
            // A draft that vanished between the two reads was submitted by another tab.
            return await PlacedFromAsync(input.DraftId, cancel) is { } meanwhile ? meanwhile : Result<Guid>.Failed(draft.Errors);
        }

        var order = await SaveAsync(input.DraftId, draft.Value, cancel);
        if (order is null)
        {
            return await PlacedFromAsync(input.DraftId, cancel) is { } first
                ? first
                : draft.Value.NewCustomer is null
                    ? Error.Conflict("Something of this customer was changed at the same moment. Check the order and submit it again.")
                    : Error.Invalid("Customer.DomainPrefix", "Somebody took this domain prefix a moment ago. Choose another one.");
        }

        // From here on the order stands, whatever becomes of the browser that waits for it.
        await orders.BeginAsync(order, scope.Actor);
        return order.Id;
    }

    private async Task<Order?> SaveAsync(Guid draftId, CheckedDraft draft, CancellationToken cancel)
    {
        var stored = await db.OrderDrafts.SingleOrDefaultAsync(d => d.Id == draftId, cancel);
        if (stored is null)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var order = await AddOrderAsync(draftId, draft, now, cancel);
        db.OrderDrafts.Remove(stored);
        db.Record(
            clock,
            AuditAction.OrderSubmitted,
            order.Id,
            order.CustomerName,
            new Concerned(scope.ProviderId, order.ResellerId, order.CustomerId),
            new { order.Attestation, lines = order.Lines.Select(l => new { l.OfferName, l.Quantity, l.Term, l.BillingPlan }) });
        try
        {
            await db.SaveChangesAsync(cancel);
            return order;
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || dialect.IsUniqueViolation(failure))
        {
            db.ChangeTracker.Clear();
            return null;
        }
    }

    private async Task<Order> AddOrderAsync(Guid draftId, CheckedDraft draft, DateTimeOffset now, CancellationToken cancel)
    {
        Order order;
        if (draft.NewCustomer is { } details)
        {
            order = Order.PlaceForNewCustomer(scope.ProviderId, draftId, details, draft.ResellerId, draft.Lines, scope.Actor, now);
            db.TenantDomains.Add(TenantDomain.Reserve(details.DomainPrefix, scope.ProviderId, now));
        }
        else
        {
            order = Order.PlaceForCustomer(draftId, draft.Customer!, draft.Lines, scope.Actor, now);
            await KeepOthersFromOrderingTheSameAsync(draft, cancel);
        }

        db.Orders.Add(order);
        return order;
    }

    /// <summary>
    /// What a customer may have only once must not be in two orders submitted at the same moment: both write the
    /// customer's row as they saw it when they were checked, and one of them is too late.
    /// </summary>
    private async Task KeepOthersFromOrderingTheSameAsync(CheckedDraft draft, CancellationToken cancel)
    {
        var offers = draft.Lines.Select(l => l.OfferId).ToList();
        if (await db.Offers.AnyAsync(o => offers.Contains(o.Id) && (o.OnePerCustomer || o.IsTrial), cancel))
        {
            db.Customers.Attach(draft.Customer!).Property(c => c.TenantId).IsModified = true;
        }
    }

    private async Task<Guid?> PlacedFromAsync(Guid draftId, CancellationToken cancel) =>
        await db.Orders.Where(o => o.DraftId == draftId).Select(o => (Guid?)o.Id).SingleOrDefaultAsync(cancel);
}
