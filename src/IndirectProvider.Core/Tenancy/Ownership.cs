namespace IndirectProvider.Tenancy;

/// <summary>A row of one provider. The provider never changes, and no other provider sees it.</summary>
public interface IOwnedByProvider
{
    /// <summary>The owning provider.</summary>
    Guid ProviderId { get; }
}

/// <summary>A row of one reseller.</summary>
public interface IOwnedByReseller
{
    /// <summary>The owning reseller.</summary>
    Guid ResellerId { get; }
}

/// <summary>A row that operators may write, if it is theirs.</summary>
public interface IOwnedByOperators
{
    /// <summary>Whether it is.</summary>
    bool IsOfOperators { get; }
}

/// <summary>A row that a customer's own members may write.</summary>
public interface IOwnedByCustomer
{
    /// <summary>The owning customer.</summary>
    Guid CustomerId { get; }
}

/// <summary>
/// A provider's row of one customer. A member of the staff who is limited to customers with given tags may write it while
/// the customer has one of them, and no row that is no customer's. Whether it has, is asked of the database with every save.
/// </summary>
public interface IOfCustomer : IOwnedByProvider
{
    /// <summary>The customer; empty for a row that is no customer's.</summary>
    Guid CustomerId { get; }
}

/// <summary>A provider's row of a subscription; limited staff may write it as it may the subscription.</summary>
public interface IOfSubscription : IOwnedByProvider
{
    /// <summary>The subscription.</summary>
    Guid SubscriptionId { get; }
}

/// <summary>A provider's row of an order; limited staff may write it as it may the order.</summary>
public interface IOfOrder : IOwnedByProvider
{
    /// <summary>The order.</summary>
    Guid OrderId { get; }
}

/// <summary>A provider's row about its partners, which limited staff may write like all others. Without any of these markers it may not.</summary>
public interface IOfAllStaff : IOwnedByProvider;

/// <summary>
/// A provider's row of one customer that a reseller may write while it is associated with that customer. Whether it is, is
/// asked of the database with every save.
/// </summary>
public interface IWrittenByAssociatedResellers : IOfCustomer;

/// <summary>
/// A provider's row about a subscription that a reseller may write while it manages that subscription: it may add events
/// and change what <see cref="MayResellerSet"/> names, and nothing else. Whether it manages the subscription is asked of
/// the database with every save.
/// </summary>
public interface IManagedByResellers : IOfSubscription
{
    /// <summary>Whether a managing reseller may change this property of an existing row.</summary>
    bool MayResellerSet(string property);

    /// <summary>Whether a managing reseller may take away such a row.</summary>
    bool MayResellerRemove => false;
}

/// <summary>A row that is written once: nobody changes or deletes it, not even the portal itself.</summary>
public interface IAppendOnly;

/// <summary>A record that any unit of work may add but none may take over: activity rows and outgoing mails.</summary>
public interface IAppendedByAnybody;
