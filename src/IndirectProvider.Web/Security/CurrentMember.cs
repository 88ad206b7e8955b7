using IndirectProvider.Accounts;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Web.Security;

/// <summary>
/// The signed-in person of this request, as the database has it now; nothing is taken from what the browser sent but
/// the person's id. One per request.
/// </summary>
public sealed class CurrentMember
{
    private MemberRow? row;

    /// <summary>Whether somebody is signed in.</summary>
    public bool IsSignedIn => row is not null;

    /// <summary>The person's id.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in; as for the other members.</exception>
    public Guid UserId => Row.UserId;

    /// <summary>The session of this browser.</summary>
    public Guid SessionId => Row.SessionId;

    /// <summary>When the person last proved who they are in this session.</summary>
    public DateTimeOffset ConfirmedAt => Row.ConfirmedAt;

    /// <summary>Whether the person came in with Microsoft.</summary>
    public bool CameWithMicrosoft => Row.ThroughMicrosoft;

    /// <summary>What kind of organisation the person belongs to.</summary>
    public OrganisationKind Kind => Row.Organisation;

    /// <summary>Whether the person belongs to the staff of a provider or reseller.</summary>
    public bool IsStaff => Kind is OrganisationKind.Provider or OrganisationKind.Reseller;

    /// <summary>First and last name.</summary>
    public string DisplayName => $"{Row.FirstName} {Row.LastName}".Trim();

    /// <summary>What the person signs in with.</summary>
    public string UserName => Row.UserName;

    /// <summary>The organisation's name; the portal's for operators.</summary>
    public string OrganisationName => Row.OrganisationName ?? "IndirectProvider";

    /// <summary>The person's roles.</summary>
    public MemberRole Roles => Row.Roles;

    /// <summary>Whether the person works only with those of the provider's customers that have given tags.</summary>
    public bool IsLimited => Row.IsLimited;

    /// <summary>The person's provider (staff and customers' people), or empty.</summary>
    public Guid ProviderId => Row.ProviderId ?? Guid.Empty;

    /// <summary>The person's reseller, or empty.</summary>
    public Guid ResellerId => Row.ResellerId ?? Guid.Empty;

    /// <summary>The person's customer, or empty.</summary>
    public Guid CustomerId => Row.CustomerId ?? Guid.Empty;

    /// <summary>Whether the password must be changed before anything else.</summary>
    public bool MustChangePassword => Row.TemporaryPasswordExpiresAt is not null;

    /// <summary>Whether sign-in asks the person for a second factor.</summary>
    public bool HasSecondFactor => Row.TwoFactorEnabled;

    /// <summary>Which provider requires a second factor of the person: the own one, or one of the reseller's partners; null for none.</summary>
    public string? SecondFactorRequiredBy => Row.SecondFactorRequiredBy;

    /// <summary>Whether a second factor must be set up before anything else; Microsoft has asked for its own.</summary>
    public bool MustSetUpSecondFactor => SecondFactorRequiredBy is not null && !HasSecondFactor && !CameWithMicrosoft;

    private MemberRow Row => row ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>Whether the person is signed in, of this kind, and has one of the roles (any, when none is named).</summary>
    public bool Is(OrganisationKind kind, MemberRole anyOf = MemberRole.Member) =>
        IsSignedIn && Kind == kind && (anyOf == MemberRole.Member || (Roles & anyOf) != 0);

    internal void Set(MemberRow member) => row = member;
}

/// <summary>What one query per request reads about the signed-in person.</summary>
internal sealed record MemberRow(
    Guid SessionId,
    DateTimeOffset LastSeenAt,
    DateTimeOffset ConfirmedAt,
    bool ThroughMicrosoft,
    Guid UserId,
    string UserName,
    string FirstName,
    string LastName,
    string? SecurityStamp,
    OrganisationKind Organisation,
    MemberRole Roles,
    bool IsLimited,
    Guid? ProviderId,
    Guid? ResellerId,
    Guid? CustomerId,
    DateTimeOffset? TemporaryPasswordExpiresAt,
    bool TwoFactorEnabled,
    string? OrganisationName,
    string? SecondFactorRequiredBy);
