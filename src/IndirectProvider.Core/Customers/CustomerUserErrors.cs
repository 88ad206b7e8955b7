using IndirectProvider.Accounts;

namespace IndirectProvider.Customers;

/// <summary>Expected failures around a customer's users.</summary>
public static class CustomerUserErrors
{
    /// <summary>Nobody resets or deletes the account in use.</summary>
    public static readonly Error Yourself = Error.Conflict("You can't do this with your own account.");

    /// <summary>What a deleted user can't have done.</summary>
    public static Error Deleted(PortalUser user) => Error.Conflict("{0} was deleted. Restore the user first.", user.FullName);

    /// <summary>Somebody else saved first, and nothing was done.</summary>
    public static readonly Error ChangedMeanwhile = Error.Conflict("Somebody changed this user at the same moment. Look at it again and try once more.");
}
