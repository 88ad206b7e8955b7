using System.Text.Json;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Orders;

/// <summary>What became of a wizard.</summary>
public enum DraftState
{
    /// <summary>Nothing typed yet.</summary>
    Fresh,

    /// <summary>Under way.</summary>
    Open,

    /// <summary>Submitted; there is an order.</summary>
    Submitted,

    /// <summary>Canceled.</summary>
    Canceled,

    /// <summary>Somebody else's.</summary>
    Foreign,
}

/// <summary>A wizard's draft as read.</summary>
/// <param name="State">What became of it.</param>
/// <param name="OrderId">The order it was submitted as.</param>
/// <param name="Customer">What was typed on the customer step; null when it was not reached yet.</param>
/// <param name="ResellerId">The reseller chosen there.</param>
/// <param name="Lines">What was picked on the subscriptions step; null when it was not reached yet.</param>
/// <param name="UpdatedAt">When something was typed last.</param>
public sealed record DraftReading(
    DraftState State,
    Guid? OrderId = null,
    NewCustomerInput? Customer = null,
    Guid? ResellerId = null,
    IReadOnlyList<DraftLineInput>? Lines = null,
    DateTimeOffset UpdatedAt = default);

/// <summary>Reads a wizard's draft for the person it belongs to.</summary>
public sealed class ReadDraft(PortalDbContext db, PortalDb portal, TenantScope scope)
{
    /// <summary>How drafts' steps are written.</summary>
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The draft, or what became of it.</summary>
    /// <param name="draftId">The draft.</param>
    /// <param name="customerId">The existing customer whose wizard asks; null in the wizard of a new one.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async Task<DraftReading> ExecuteAsync(Guid draftId, Guid? customerId, CancellationToken cancel)
    {
        var userId = scope.Actor.UserId;
        var draft = await db.OrderDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == draftId && d.UserId == userId, cancel);
        if (draft is not null)
        {
            // Opened below another customer's address, it is not that customer's.
            return draft.CustomerId != customerId
                ? new DraftReading(DraftState.Foreign)
                : new DraftReading(DraftState.Open, null, CustomerOf(draft), draft.ResellerId, LinesOf(draft), draft.UpdatedAt);
        }

        var orderId = await db.Orders.Where(o => o.DraftId == draftId && (customerId == null || o.CustomerId == customerId)).Select(o => (Guid?)o.Id).SingleOrDefaultAsync(cancel);
        if (orderId is not null)
        {
            return new DraftReading(DraftState.Submitted, orderId);
        }

        if (await db.AuditRecords.AnyAsync(r => r.SubjectId == draftId && r.Action == Audit.AuditAction.OrderDraftCanceled, cancel))
        {
            return new DraftReading(DraftState.Canceled);
        }

        // Drafts of others must not look like a wizard that can be begun under their id.
        var owner = await portal.Open().OrderDrafts.Where(d => d.Id == draftId).Select(d => (Guid?)d.UserId).SingleOrDefaultAsync(cancel);
        if (owner is null)
        {
            return new DraftReading(DraftState.Fresh);
        }

        // The person's own, when it was begun by another request since the first look; not when the person lost its customer.
        return owner == userId && await db.OrderDrafts.AnyAsync(d => d.Id == draftId, cancel)
            ? await ExecuteAsync(draftId, customerId, cancel)
            : new DraftReading(DraftState.Foreign);
    }

    internal static NewCustomerInput? CustomerOf(OrderDraft draft) =>
        draft.Customer is null ? null : JsonSerializer.Deserialize<NewCustomerInput>(draft.Customer, Json);

    internal static IReadOnlyList<DraftLineInput>? LinesOf(OrderDraft draft) =>
        draft.Lines is null ? null : JsonSerializer.Deserialize<IReadOnlyList<DraftLineInput>>(draft.Lines, Json);
}
