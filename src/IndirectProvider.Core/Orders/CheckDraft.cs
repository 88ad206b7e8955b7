using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Orders;

/// <summary>
/// Turns a stored draft into checked values against the facts of this moment: what held when a step was left may not
/// hold any more. Changes nothing. Fields of errors: <c>Customer.{path}</c>, <c>ResellerId</c>, <c>Lines</c>,
/// <c>Lines[offer id].{property}</c>.
/// </summary>
public sealed class CheckDraft(PortalDbContext db, CheckNewCustomer checkCustomer, TenantScope scope)
{
    internal const string ResellerGone =
        "This indirect reseller can't be named any more: the partnership has ended or its partner agreement isn't accepted. Choose another or none.";

    /// <summary>The checked draft of the acting person; NotFound when there is none.</summary>
    public async Task<Result<CheckedDraft>> ExecuteAsync(Guid draftId, CancellationToken cancel)
    {
        var userId = scope.Actor.UserId;
        var draft = await db.OrderDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == draftId && d.UserId == userId, cancel);
        if (draft is null)
        {
            return Error.NotFound;
        }

        var typed = ReadDraft.CustomerOf(draft) ?? new NewCustomerInput();
        var customer = await CustomerAsync(new CustomerStepInput(typed, draft.ResellerId), cancel);
        var lines = await LinesAsync(ReadDraft.LinesOf(draft) ?? [], typed.Address.Country, cancel);
        return customer.Succeeded && lines.Succeeded
            ? new CheckedDraft(customer.Value, draft.ResellerId, lines.Value)
            : Result<CheckedDraft>.Failed(customer.Errors.Concat(lines.Errors));
    }

    /// <summary>Checks the customer step alone.</summary>
    public async Task<Result<CustomerDetails>> CustomerAsync(CustomerStepInput step, CancellationToken cancel)
    {
        var customer = await checkCustomer.ExecuteAsync(step.Customer, cancel);
        var errors = customer.Errors.Select(e => e with { Field = $"Customer.{e.Field}" }).ToList();
        if (step.ResellerId is { } reseller && !await db.ResellersToName().AnyAsync(r => r.Id == reseller, cancel))
        {
            errors.Add(Error.Invalid("ResellerId", ResellerGone));
        }

        return errors.Count > 0 ? Result<CustomerDetails>.Failed(errors) : customer;
    }

    /// <summary>Checks the subscriptions step alone.</summary>
    public async Task<Result<IReadOnlyList<OrderLineTerms>>> LinesAsync(
        IReadOnlyList<DraftLineInput> lines, string? country, CancellationToken cancel)
    {
        if (Countries.Find(country) is not { } known)
        {
            return Error.Invalid("Customer.Address.Country", "Choose a country.");
        }

        var offers = await db.Offers.AsNoTracking().ToDictionaryAsync(o => o.Id, cancel);
        var named = lines.Select(l => Guid.TryParse(l.ResellerId, out var id) ? id : Guid.Empty).ToHashSet();
        var resellers = await db.ResellersToName().Where(r => named.Contains(r.Id)).Select(r => r.Id).ToHashSetAsync(cancel);
        return LineRules.Check(lines, offers, known, resellers);
    }
}
