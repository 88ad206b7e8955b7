using IndirectProvider.Customers;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Orders;

/// <summary>Where an order stands.</summary>
public enum OrderState
{
    /// <summary>Taken; no step done yet.</summary>
    Submitted,

    /// <summary>Some steps done.</summary>
    Provisioning,

    /// <summary>All done.</summary>
    Completed,

    /// <summary>A step failed for a reason staff can act on; it can be retried.</summary>
    Failed,
}

/// <summary>What the provider confirms when it submits an order.</summary>
public enum PartnerAttestation
{
    /// <summary>A reseller is named: the provider acts as indirect partner.</summary>
    Indirect,

    /// <summary>No reseller is named: the provider acts as direct partner.</summary>
    Direct,
}

/// <summary>
/// What a provider submitted: products for a new or an existing customer. Fulfilled step by step; every step is
/// recorded and safe to repeat, so it resumes after a crash.
/// </summary>
public sealed class Order : IOfCustomer, IVersioned
{
    /// <summary>
    /// How long a node keeps an order in hand unless it renews that, as it does before each step. Short enough that after a crash
    /// another one has found it and gone on before a minute is over.
    /// </summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(45);

    private readonly List<OrderLine> lines = [];
    private readonly List<OrderStep> steps = [];

    private Order()
    {
    }

    /// <summary>The order's id.</summary>
    public Guid Id { get; private set; }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <summary>The wizard's draft it was submitted from; unique, so one draft makes one order whatever is clicked.</summary>
    public Guid DraftId { get; private set; }

    /// <summary>Where it stands.</summary>
    public OrderState State { get; private set; }

    /// <summary>The customer; null until a new customer's tenant exists.</summary>
    public Guid? CustomerId { get; private set; }

    Guid IOfCustomer.CustomerId => CustomerId ?? Guid.Empty;

    /// <summary>The new customer's details; null for an existing customer.</summary>
    public CustomerDetails? NewCustomer { get; private set; }

    /// <summary>Name of the customer for lists, before and after it exists.</summary>
    public string CustomerName { get; private set; } = "";

    /// <summary><see cref="CustomerName"/> as sorted.</summary>
    public string NormalizedCustomerName { get; private set; } = "";

    /// <summary>The reseller that will manage the new customer's account; null for none.</summary>
    public Guid? ResellerId { get; private set; }

    /// <summary>What the provider confirmed.</summary>
    public PartnerAttestation Attestation { get; private set; }

    /// <summary>Who submitted it; the credential is shown to this person only.</summary>
    public Guid SubmittedByUserId { get; private set; }

    /// <summary>Who submitted it, by name.</summary>
    public string SubmittedByName { get; private set; } = "";

    /// <summary>When it was submitted.</summary>
    public DateTimeOffset SubmittedAt { get; private set; }

    /// <summary>When it was completed.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>Why it failed, as an error's template; null unless <see cref="OrderState.Failed"/>.</summary>
    public string? FailureReason { get; private set; }

    /// <summary>Until when a node has it in hand; in the past when none has.</summary>
    public DateTimeOffset LeasedUntil { get; private set; }

    /// <summary>Not before this time is it tried again.</summary>
    public DateTimeOffset NextAttemptAt { get; private set; }

    /// <summary>What was bought.</summary>
    public IReadOnlyList<OrderLine> Lines => lines;

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<OrderStep> Steps => steps;

    /// <inheritdoc/>
    public long Version { get; private set; }

    /// <summary>Whether work is left that can go on by itself.</summary>
    public bool IsUnderway => State is OrderState.Submitted or OrderState.Provisioning;

    /// <summary>Places an order for a customer that is yet to be created.</summary>
    /// <exception cref="ArgumentException">No line, or nobody submits it.</exception>
    public static Order PlaceForNewCustomer(
        Guid providerId, Guid draftId, CustomerDetails customer, Guid? resellerId, IEnumerable<OrderLineTerms> lines, Actor actor, DateTimeOffset now)
    {
        var order = Place(providerId, draftId, customer.CompanyName, resellerId, lines, actor, now);
        order.NewCustomer = customer;
        order.Plan(OrderStepKind.CreateTenant, OrderStepKind.CreateAdministrator, OrderStepKind.CreateCart, OrderStepKind.CreateSubscriptions, OrderStepKind.SealCredential);
        return order;
    }

    /// <summary>Places an order for a customer that exists.</summary>
    /// <exception cref="ArgumentException">No line, or nobody submits it.</exception>
    public static Order PlaceForCustomer(Guid draftId, Customer customer, IEnumerable<OrderLineTerms> lines, Actor actor, DateTimeOffset now)
    {
        var order = Place(customer.ProviderId, draftId, customer.CompanyName, null, lines, actor, now);
        order.CustomerId = customer.Id;
        order.Plan(OrderStepKind.CreateCart, OrderStepKind.CreateSubscriptions, OrderStepKind.RecordSubscriptions);
        return order;
    }

    private static Order Place(
        Guid providerId, Guid draftId, string customerName, Guid? resellerId, IEnumerable<OrderLineTerms> lines, Actor actor, DateTimeOffset now)
    {
        var order = new Order
        {
            Id = Guid.CreateVersion7(now),
            ProviderId = providerId,
            DraftId = draftId,
            State = OrderState.Submitted,
            CustomerName = customerName,
            NormalizedCustomerName = SearchText.Normalize(customerName),
            ResellerId = resellerId,
            SubmittedByUserId = actor.UserId ?? throw new ArgumentException("Somebody submits an order.", nameof(actor)),
            SubmittedByName = actor.Name,
            SubmittedAt = now,
            LeasedUntil = now + LeaseTime,
            NextAttemptAt = now,
        };
        foreach (var line in lines)
        {
            order.lines.Add(OrderLine.Of(order, order.lines.Count + 1, line));
        }

        if (order.lines.Count == 0)
        {
            throw new ArgumentException("An order has at least one line.", nameof(lines));
        }

        order.Attestation = resellerId is not null || order.lines.Exists(l => l.ResellerId is not null)
            ? PartnerAttestation.Indirect
            : PartnerAttestation.Direct;
        return order;
    }

    private void Plan(params OrderStepKind[] kinds) => steps.AddRange(kinds.Select(kind => OrderStep.Of(this, kind)));

    /// <summary>The record of a step. Its id is the step's idempotency key, saved before the step is tried.</summary>
    /// <exception cref="InvalidOperationException">The order has no such step.</exception>
    public OrderStep Step(OrderStepKind kind) => steps.Single(s => s.Kind == kind);

    /// <summary>Adds the step of the cart to an order that was placed before there was one.</summary>
    public void PlanCart()
    {
        if (!steps.Exists(s => s.Kind == OrderStepKind.CreateCart))
        {
            Plan(OrderStepKind.CreateCart);
        }
    }

    /// <summary>A step is tried; the node that does it keeps the order for a while.</summary>
    public void BeginStep(OrderStep step, DateTimeOffset now)
    {
        step.Begin(now);
        State = OrderState.Provisioning;
        LeasedUntil = now + LeaseTime;
    }

    /// <summary>The step underway has ended and the same node goes on.</summary>
    public void KeepInHand(DateTimeOffset now) => LeasedUntil = now + LeaseTime;

    /// <summary>This node stops; any other may go on at once.</summary>
    public void GiveBack() => LeasedUntil = DateTimeOffset.UnixEpoch;

    /// <summary>All steps are done.</summary>
    public void Complete(Guid customerId, DateTimeOffset now)
    {
        CustomerId = customerId;
        State = OrderState.Completed;
        CompletedAt = now;
        FailureReason = null;
        LeasedUntil = DateTimeOffset.UnixEpoch;
    }

    /// <summary>A step failed for a reason that staff can act on.</summary>
    public void Fail(string reason)
    {
        State = OrderState.Failed;
        FailureReason = reason;
        LeasedUntil = DateTimeOffset.UnixEpoch;
    }

    /// <summary>A step could not be done now; it is tried again at the given time.</summary>
    public void Postpone(DateTimeOffset until)
    {
        NextAttemptAt = until;
        LeasedUntil = DateTimeOffset.UnixEpoch;
    }

    /// <summary>Staff retries a failed order.</summary>
    public Result Retry(DateTimeOffset now)
    {
        if (State != OrderState.Failed)
        {
            return Error.Conflict("Only a failed order can be retried.");
        }

        // A purchase that surely was not made is made anew, from the cart on: what was wrong may have been in the cart.
        if (steps.Exists(s => s is { Kind: OrderStepKind.CreateSubscriptions, State: OrderStepState.Failed, PerhapsDone: false }))
        {
            steps.Find(s => s.Kind == OrderStepKind.CreateCart)?.StartAnew();
        }

        foreach (var step in steps.Where(s => s.State == OrderStepState.Failed))
        {
            step.Reopen();
        }

        State = OrderState.Provisioning;
        FailureReason = null;
        NextAttemptAt = now;
        LeasedUntil = now + LeaseTime;
        return Result.Done;
    }
}
