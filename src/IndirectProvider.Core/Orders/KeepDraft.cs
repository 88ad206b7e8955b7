using System.Text.Json;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Orders;

/// <summary>
/// Keeps what was typed on a step of the wizard, valid or not, and begins the draft when it is the first time. The last
/// one to save wins; a draft that was submitted or canceled meanwhile is not begun again.
/// </summary>
public sealed class KeepDraft(PortalDbContext db, ReadDraft read, TenantScope scope, IDatabaseDialect dialect, TimeProvider clock)
{
    private const int LongestStep = 100_000;

    /// <summary>Keeps the customer step. Lines credited to the reseller chosen before follow the choice.</summary>
    public Task<Result> ExecuteAsync(Guid draftId, CustomerStepInput step, CancellationToken cancel)
    {
        var json = JsonSerializer.Serialize(step.Customer, ReadDraft.Json);
        return KeepAsync(
            draftId,
            null,
            json.Length,
            draft =>
            {
                if (draft.ResellerId != step.ResellerId && ReadDraft.LinesOf(draft) is { } lines)
                {
                    draft.KeepLines(Write([.. lines.Select(l => Follow(l, draft.ResellerId, step.ResellerId))]), clock.GetUtcNow());
                }

                draft.KeepCustomer(json, step.ResellerId, clock.GetUtcNow());
            },
            cancel);
    }

    /// <summary>Keeps the subscriptions step.</summary>
    public Task<Result> ExecuteAsync(Guid draftId, SubscriptionsStepInput step, CancellationToken cancel)
    {
        var json = Write(step.Lines);
        return KeepAsync(draftId, step.CustomerId, json.Length, draft => draft.KeepLines(json, clock.GetUtcNow()), cancel);
    }

    private async Task<Result> KeepAsync(Guid draftId, Guid? customerId, int length, Action<OrderDraft> keep, CancellationToken cancel)
    {
        if (length > LongestStep)
        {
            return Error.Invalid("", "This is more text than the form can take.");
        }

        var result = await TryKeepAsync(draftId, customerId, keep, cancel);
        // Two first saves of one wizard met; the second now finds the first one's row.
        return result ?? await TryKeepAsync(draftId, customerId, keep, cancel) ?? Error.NotFound;
    }

    private async Task<Result?> TryKeepAsync(Guid draftId, Guid? customerId, Action<OrderDraft> keep, CancellationToken cancel)
    {
        var userId = scope.Actor.UserId ?? throw new InvalidOperationException("Nobody is signed in.");
        var draft = await db.OrderDrafts.SingleOrDefaultAsync(d => d.Id == draftId && d.UserId == userId, cancel);
        if (draft is not null && draft.CustomerId != customerId)
        {
            return Error.NotFound;
        }

        if (draft is null)
        {
            if (customerId is not null && !await db.Customers.AnyAsync(c => c.Id == customerId, cancel))
            {
                return Error.NotFound;
            }

            switch ((await read.ExecuteAsync(draftId, customerId, cancel)).State)
            {
                case DraftState.Fresh:
                    break;
                case DraftState.Open:
                    // Begun by another save since the look a moment ago.
                    return null;
                default:
                    return Error.NotFound;
            }

            draft = OrderDraft.Begin(draftId, scope.ProviderId, userId, clock.GetUtcNow(), customerId);
            db.OrderDrafts.Add(draft);
        }

        keep(draft);
        try
        {
            await db.SaveChangesAsync(cancel);
            return Result.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Submitted or canceled between reading and saving.
            db.ChangeTracker.Clear();
            return Error.NotFound;
        }
        catch (DbUpdateException failure) when (dialect.IsUniqueViolation(failure))
        {
            db.ChangeTracker.Clear();
            return null;
        }
    }

    private static DraftLineInput Follow(DraftLineInput line, Guid? before, Guid? after) =>
        (line.ResellerId ?? "") == (before?.ToString() ?? "") ? line with { ResellerId = after?.ToString() } : line;

    private static string Write(IReadOnlyList<DraftLineInput> lines) =>
        JsonSerializer.Serialize(lines.Where(l => l.Picked).ToList(), ReadDraft.Json);
}
