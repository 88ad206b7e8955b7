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

/// <summary>A row that a customer's own members may write.</summary>
public interface IOwnedByCustomer
{
    /// <summary>The owning customer.</summary>
    Guid CustomerId { get; }
}

/// <summary>A record that any unit of work may add but none may take over: activity rows and outgoing mails.</summary>
public interface IAppendedByAnybody;
