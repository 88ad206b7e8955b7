using IndirectProvider.Catalog;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Orders;

/// <summary>One product of an order.</summary>
public sealed class OrderLine : IOfOrder
{
    private OrderLine()
    {
    }

    /// <summary>The line's id.</summary>
    public Guid Id { get; private set; }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <summary>The order.</summary>
    public Guid OrderId { get; private set; }

    /// <summary>Place in the order, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>What is bought.</summary>
    public string OfferId { get; private set; } = "";

    /// <summary>Its name when it was bought.</summary>
    public string OfferName { get; private set; } = "";

    /// <summary>Licences.</summary>
    public int Quantity { get; private set; }

    /// <summary>P1M, P1Y or P3Y.</summary>
    public string Term { get; private set; } = "";

    /// <summary>monthly, annual, triennial or one-time.</summary>
    public string BillingPlan { get; private set; } = "";

    /// <summary>Whether it is a free trial.</summary>
    public bool IsTrial { get; private set; }

    /// <summary>The reseller credited; null for none.</summary>
    public Guid? ResellerId { get; private set; }

    /// <summary>The subscription it became.</summary>
    public Guid? SubscriptionId { get; private set; }

    internal static OrderLine Of(Order order, int number, OrderLineTerms terms) => new()
    {
        Id = Guid.CreateVersion7(order.SubmittedAt),
        ProviderId = order.ProviderId,
        OrderId = order.Id,
        Number = number,
        OfferId = terms.OfferId,
        OfferName = terms.OfferName,
        Quantity = terms.Quantity,
        Term = terms.Plan.Term,
        BillingPlan = terms.Plan.Billing,
        IsTrial = terms.IsTrial,
        ResellerId = terms.ResellerId,
    };

    /// <summary>Why the vendor did not sell it while it sold other lines, as a stored error; null when it did.</summary>
    public string? Refusal { get; private set; }

    /// <summary>It became a subscription.</summary>
    public void BecomeSubscription(Guid subscriptionId) => SubscriptionId = subscriptionId;

    /// <summary>The vendor did not sell it.</summary>
    public void Refuse(string reason) => Refusal = reason;
}

/// <summary>What is bought by one line, checked against the catalogue.</summary>
public sealed record OrderLineTerms(string OfferId, string OfferName, int Quantity, OfferPlan Plan, bool IsTrial, Guid? ResellerId);

/// <summary>The steps of fulfilling an order, in this order.</summary>
public enum OrderStepKind
{
    /// <summary>The customer's tenant at the vendor.</summary>
    CreateTenant,

    /// <summary>The tenant's administrator with its temporary password.</summary>
    CreateAdministrator,

    /// <summary>The cart at the vendor: what is to be bought, not bought yet.</summary>
    CreateCart,

    /// <summary>The subscriptions at the vendor.</summary>
    CreateSubscriptions,

    /// <summary>Customer, subscriptions and sealed credential in the portal.</summary>
    SealCredential,

    /// <summary>The subscriptions of an existing customer in the portal.</summary>
    RecordSubscriptions,
}

/// <summary>Where a step stands.</summary>
public enum OrderStepState
{
    /// <summary>Not done; perhaps tried.</summary>
    Open,

    /// <summary>Done, its answer recorded.</summary>
    Done,

    /// <summary>Refused for good until staff act.</summary>
    Failed,
}

/// <summary>
/// The record of one step. Its <see cref="Key"/> is sent along as idempotency key, so a step whose answer was lost is
/// recognised when it is asked for again.
/// </summary>
public sealed class OrderStep : IOfOrder
{
    /// <summary>What <see cref="SealedAnswer"/> is sealed for.</summary>
    public const string SealPurpose = "OrderStep.Answer";

    private OrderStep()
    {
    }

    /// <summary>Longest <see cref="LastError"/>.</summary>
    public const int ErrorLength = 500;

    /// <summary>The step's id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The key after a try that surely did nothing, or null: then the id is the key.</summary>
    public Guid? RenewedKey { get; private set; }

    /// <summary>The idempotency key, saved before the step is tried.</summary>
    public Guid Key => RenewedKey ?? Id;

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <summary>The order.</summary>
    public Guid OrderId { get; private set; }

    /// <summary>Which step.</summary>
    public OrderStepKind Kind { get; private set; }

    /// <summary>Where it stands.</summary>
    public OrderStepState State { get; private set; }

    /// <summary>Tries so far, the one underway included.</summary>
    public int Attempts { get; private set; }

    /// <summary>How many of the first tries are known to have done nothing.</summary>
    public int VainAttempts { get; private set; }

    /// <summary>Whether a try has ended, or its process has, without a word on whether it was done.</summary>
    public bool PerhapsDone => Attempts > VainAttempts;

    /// <summary>When it was first tried; null before.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>When it was done.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>
    /// The answer later steps need, sealed because it may hold a password; deleted when the order completes. While the step
    /// is open: what it is to be done with, if that may not change from one try to the next.
    /// </summary>
    public byte[]? SealedAnswer { get; private set; }

    /// <summary>What went wrong last.</summary>
    public string? LastError { get; private set; }

    /// <summary>Since when the vendor's lists do not show what should be there; null while they were not looked at, or show it.</summary>
    public DateTimeOffset? MissingSince { get; private set; }

    internal static OrderStep Of(Order order, OrderStepKind kind) => new()
    {
        Id = Guid.CreateVersion7(order.SubmittedAt),
        ProviderId = order.ProviderId,
        OrderId = order.Id,
        Kind = kind,
    };

    /// <summary>What every try is to be done with.</summary>
    public void Prepare(byte[] sealedValue) => SealedAnswer = sealedValue;

    /// <summary>The step is being tried.</summary>
    public void Begin(DateTimeOffset now)
    {
        StartedAt ??= now;
        Attempts++;
    }

    /// <summary>The step is done and never done again.</summary>
    public void Finish(byte[]? sealedAnswer, DateTimeOffset now)
    {
        State = OrderStepState.Done;
        FinishedAt = now;
        SealedAnswer = sealedAnswer;
        (LastError, MissingSince) = (null, null);
    }

    /// <summary>This try did not do it, or nobody knows; it is tried again.</summary>
    /// <param name="error">Why.</param>
    /// <param name="surelyNotDone">Whether it is certain that no try has done it.</param>
    public void RecordFailure(string error, bool surelyNotDone = false)
    {
        LastError = Shortened(error);
        VainAttempts = surelyNotDone ? Attempts : VainAttempts;
    }

    /// <summary>The vendor's lists do not show what it may have done.</summary>
    public void Miss(DateTimeOffset now) => MissingSince ??= now;

    /// <summary>It was refused until staff act.</summary>
    /// <param name="error">Why.</param>
    /// <param name="surelyNotDone">Whether it is certain that no try has done it.</param>
    public void Refuse(string error, bool surelyNotDone)
    {
        State = OrderStepState.Failed;
        LastError = Shortened(error);
        VainAttempts = surelyNotDone ? Attempts : VainAttempts;
    }

    /// <summary>Staff acted on what made it fail; it is tried again, as something new if it surely was not done.</summary>
    public void Reopen()
    {
        State = OrderStepState.Open;
        MissingSince = null;
        RenewedKey = PerhapsDone ? RenewedKey : Guid.CreateVersion7();
    }

    /// <summary>What it did is of no use any more; it is done again, as something new.</summary>
    public void StartAnew()
    {
        VainAttempts = Attempts;
        (SealedAnswer, FinishedAt) = (null, null);
        Reopen();
    }

    /// <summary>The order is complete; nobody needs the answer any more.</summary>
    public void ForgetAnswer() => SealedAnswer = null;

    private static string Shortened(string error) => error.Length <= ErrorLength ? error : error[..ErrorLength];
}
