namespace IndirectProvider.Tenancy;

/// <summary>Whose eyes a database context looks through; each has its own set of query filters.</summary>
public enum Viewpoint
{
    /// <summary>Nobody signed in: no rows at all.</summary>
    Nobody,

    /// <summary>The portal itself (workers, links of people who are not signed in): all rows.</summary>
    Portal,

    /// <summary>An operator of the installation.</summary>
    Operator,

    /// <summary>A member of an indirect provider.</summary>
    Provider,

    /// <summary>A member of an indirect provider who works only with customers that have given tags.</summary>
    LimitedProvider,

    /// <summary>A member of an indirect reseller.</summary>
    Reseller,

    /// <summary>A member of a customer.</summary>
    Customer,
}

/// <summary>
/// Who this unit of work acts for. One per request or worker turn; set once, from the member's row in the database,
/// before the first query. Everything a query may see and a save may write follows from it.
/// </summary>
public sealed class TenantScope
{
    private bool isSet;
    private Actor actor = Actor.Portal;
    private TenantScope? origin;

    /// <summary>Whether somebody was named to act for (nobody counts).</summary>
    public bool IsSet => isSet;

    /// <summary>Whose eyes we look through.</summary>
    public Viewpoint Viewpoint { get; private set; } = Viewpoint.Nobody;

    /// <summary>Whether it is a provider's staff, limited to some of its customers or not.</summary>
    public bool IsProvider => Viewpoint is Viewpoint.Provider or Viewpoint.LimitedProvider;

    /// <summary>The provider acted for; empty for the other viewpoints except a customer's.</summary>
    public Guid ProviderId { get; private set; }

    /// <summary>The reseller acted for, or empty.</summary>
    public Guid ResellerId { get; private set; }

    /// <summary>The customer acted for, or empty.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>The organisation acted for: provider, reseller or customer; empty for operators, the portal and nobody.</summary>
    public Guid OrganisationId => CustomerId != Guid.Empty ? CustomerId : ResellerId != Guid.Empty ? ResellerId : ProviderId;

    /// <summary>The person acting, or empty.</summary>
    public Guid UserId => Actor.UserId ?? Guid.Empty;

    /// <summary>Who acts: the person and where the request came from, for the activity log.</summary>
    public Actor Actor => origin?.Actor ?? actor;

    /// <summary>Acts for a signed-in member's organisation.</summary>
    /// <param name="kind">What kind of organisation it is.</param>
    /// <param name="providerId">The provider of its staff and of a customer's people.</param>
    /// <param name="resellerId">The reseller of its staff.</param>
    /// <param name="customerId">The customer of its people.</param>
    /// <param name="who">The person.</param>
    /// <param name="isLimited">Whether this member of a provider's staff works only with customers that have given tags.</param>
    /// <exception cref="InvalidOperationException">The scope was set before, or the member lacks its organisation's id.</exception>
    public void ActFor(OrganisationKind kind, Guid? providerId, Guid? resellerId, Guid? customerId, Actor who, bool isLimited = false)
    {
        SetOnce();
        (Viewpoint, ProviderId, ResellerId, CustomerId) = kind switch
        {
            OrganisationKind.Operator => (Viewpoint.Operator, Guid.Empty, Guid.Empty, Guid.Empty),
            OrganisationKind.Provider => (isLimited ? Viewpoint.LimitedProvider : Viewpoint.Provider, Require(providerId), Guid.Empty, Guid.Empty),
            OrganisationKind.Reseller => (Viewpoint.Reseller, Guid.Empty, Require(resellerId), Guid.Empty),
            OrganisationKind.Customer => (Viewpoint.Customer, Require(providerId), Guid.Empty, Require(customerId)),
            _ => throw new InvalidOperationException($"Unknown organisation kind {kind}."),
        };
        actor = who with { OrganisationId = OrganisationId };
    }

    /// <summary>Nobody is signed in, but the request's origin is known and goes to the activity log.</summary>
    public void ActForNobody(Actor who)
    {
        SetOnce();
        actor = who;
    }

    /// <summary>
    /// A scope that sees every tenant's rows, on behalf of the actor of another one. Only <see cref="Data.PortalDb"/> makes one;
    /// who may use that is a reviewed list in the architecture tests.
    /// </summary>
    internal static TenantScope OfPortal(TenantScope origin) =>
        new() { isSet = true, Viewpoint = Viewpoint.Portal, origin = origin };

    private static Guid Require(Guid? id) =>
        id ?? throw new InvalidOperationException("The member's row lacks its organisation.");

    private void SetOnce()
    {
        if (isSet)
        {
            throw new InvalidOperationException("The tenant scope of this unit of work is set already.");
        }

        isSet = true;
    }
}
