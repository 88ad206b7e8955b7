using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Orders;

/// <summary>
/// Turns a stored draft into checked values against the facts of this moment: what held when a step was left may not
/// hold any more. Changes nothing. Fields of errors: <c>Customer.{path}</c>, <c>ResellerId</c>, <c>Lines</c>,
/// <c>Lines[offer id].{property}</c>.
/// </summary>
public sealed class CheckDraft(PortalDbContext db, CheckNewCustomer checkCustomer, VerifyPartnerId verify, TenantScope scope)
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

        return draft.CustomerId is { } customerId
            ? await ForCustomerAsync(draft, customerId, cancel)
            : await ForNewCustomerAsync(draft, cancel);
    }

    private async Task<Result<CheckedDraft>> ForCustomerAsync(OrderDraft draft, Guid customerId, CancellationToken cancel)
    {
        // Read before what it owns, so that its version tells whether somebody ordered since.
        var customer = await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == customerId, cancel);
        if (customer is null)
        {
            return Error.NotFound;
        }

        var lines = await LinesAsync(ReadDraft.LinesOf(draft) ?? [], customer.Address.Country, customerId, cancel);
        return lines.Succeeded ? new CheckedDraft(null, customer, null, lines.Value) : Result<CheckedDraft>.Failed(lines.Errors);
    }

    private async Task<Result<CheckedDraft>> ForNewCustomerAsync(OrderDraft draft, CancellationToken cancel)
    {
        var typed = ReadDraft.CustomerOf(draft) ?? new NewCustomerInput();
        var customer = await CustomerAsync(new CustomerStepInput(typed, draft.ResellerId), askVendor: false, cancel);
        var lines = await LinesAsync(ReadDraft.LinesOf(draft) ?? [], typed.Address.Country, null, cancel);
        return customer.Succeeded && lines.Succeeded
            ? new CheckedDraft(customer.Value, null, draft.ResellerId, lines.Value)
            : Result<CheckedDraft>.Failed(customer.Errors.Concat(lines.Errors));
    }

    /// <summary>Checks the customer step alone.</summary>
    public Task<Result<CustomerDetails>> CustomerAsync(CustomerStepInput step, CancellationToken cancel) => CustomerAsync(step, askVendor: true, cancel);

    // The vendor is asked when the step is left; submitting does not wait for it again, since the order asks first of all.
    private async Task<Result<CustomerDetails>> CustomerAsync(CustomerStepInput step, bool askVendor, CancellationToken cancel)
    {
        var customer = await checkCustomer.ExecuteAsync(step.Customer, askVendor, cancel);
        var errors = customer.Errors.Select(e => e with { Field = $"Customer.{e.Field}" }).ToList();
        if (step.ResellerId is { } reseller && !await db.ResellersToName().AnyAsync(r => r.Id == reseller, cancel))
        {
            errors.Add(Error.Invalid("ResellerId", ResellerGone));
        }

        return errors.Count > 0 ? Result<CustomerDetails>.Failed(errors) : customer;
    }

    /// <summary>Checks the subscriptions step alone.</summary>
    /// <param name="lines">What is picked.</param>
    /// <param name="country">The customer's country.</param>
    /// <param name="customerId">The existing customer; null for a new one.</param>
    /// <param name="cancel">Ends the check.</param>
    public async Task<Result<IReadOnlyList<OrderLineTerms>>> LinesAsync(
        IReadOnlyList<DraftLineInput> lines, string? country, Guid? customerId, CancellationToken cancel)
    {
        if (Countries.Find(country) is not { } known)
        {
            return Error.Invalid("Customer.Address.Country", "Choose a country.");
        }

        var offers = await db.Offers.AsNoTracking().ToDictionaryAsync(o => o.Id, cancel);
        var named = lines.Select(l => Guid.TryParse(l.ResellerId, out var id) ? id : Guid.Empty).ToHashSet();
        var resellers = await db.ResellersToName().Where(r => named.Contains(r.Id)).Select(r => r.Id).ToHashSetAsync(cancel);
        var owned = customerId is { } id ? await db.OwnedProductsAsync(id, cancel) : OwnedProducts.None;
        return LineRules.Check(lines, new LineFacts(offers, known, resellers, await PartnerIdsAsync(lines, cancel), owned));
    }

    private async Task<IReadOnlyDictionary<string, Result<NamedReseller>>> PartnerIdsAsync(IReadOnlyList<DraftLineInput> lines, CancellationToken cancel)
    {
        var verified = new Dictionary<string, Result<NamedReseller>>();
        foreach (var typed in lines.Where(l => l is { Picked: true, ResellerId: DraftLineInput.ByPartnerId }).Select(l => l.PartnerId ?? "").Distinct())
        {
            verified[typed] = await verify.ExecuteAsync(typed, cancel);
        }

        return verified;
    }
}
