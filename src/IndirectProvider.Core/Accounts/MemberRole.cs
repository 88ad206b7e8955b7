namespace IndirectProvider.Accounts;

/// <summary>
/// What a member may do in its organisation; several may be given. The table of rights is in the access policies.
/// </summary>
[Flags]
public enum MemberRole
{
    /// <summary>Own profile only.</summary>
    Member = 0,

    /// <summary>All of the organisation, users, settings.</summary>
    GlobalAdmin = 1,

    /// <summary>Users, roles, resets.</summary>
    UserAdmin = 2,

    /// <summary>Works with partners, customers, orders and subscriptions.</summary>
    AdminAgent = 4,

    /// <summary>Sells: invitations, customers, orders, subscriptions.</summary>
    SalesAgent = 8,

    /// <summary>Reads customers and subscriptions, resets customer passwords.</summary>
    HelpdeskAgent = 16,

    /// <summary>Reads orders, prices, invoices, reports.</summary>
    BillingAdmin = 32,
}
