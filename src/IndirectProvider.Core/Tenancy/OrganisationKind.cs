namespace IndirectProvider.Tenancy;

/// <summary>The kinds of organisation a person can be a member of.</summary>
public enum OrganisationKind
{
    /// <summary>Runs the installation; sees no customer data of a provider.</summary>
    Operator,

    /// <summary>An indirect provider.</summary>
    Provider,

    /// <summary>An indirect reseller.</summary>
    Reseller,

    /// <summary>An end customer.</summary>
    Customer,
}
