using IndirectProvider.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace IndirectProvider.Accounts;

/// <summary>
/// A person who can sign in: a member of exactly one organisation. Identity keeps the password hash, lock-out, security
/// stamp and whether a second factor is asked for; the organisation and its roles are ours.
/// </summary>
public sealed class PortalUser : IdentityUser<Guid>, IOwnedByOperators, IOwnedByProvider, IOwnedByReseller, IOwnedByCustomer, IWrittenByAssociatedResellers
{
    /// <summary>How long a deleted user can be restored.</summary>
    public static readonly TimeSpan KeptAfterDeletion = TimeSpan.FromDays(30);

    private PortalUser()
    {
    }

    /// <summary>First name.</summary>
    public string FirstName { get; private set; } = "";

    /// <summary>Last name.</summary>
    public string LastName { get; private set; } = "";

    /// <summary>First and last name as searched and sorted.</summary>
    public string NormalizedName { get; private set; } = "";

    /// <summary>Language the person reads, for mails and as first choice of the pages.</summary>
    public string Culture { get; private set; } = "";

    /// <summary>What kind of organisation the person belongs to.</summary>
    public OrganisationKind Organisation { get; private set; }

    /// <summary>The provider of its staff, and the provider of a customer's people; else null.</summary>
    public Guid? ProviderId { get; private set; }

    /// <summary>The reseller of its staff; else null.</summary>
    public Guid? ResellerId { get; private set; }

    /// <summary>The customer of its people; else null.</summary>
    public Guid? CustomerId { get; private set; }

    /// <summary>The organisation the person is a member of; empty for operators.</summary>
    public Guid OrganisationId => CustomerId ?? ResellerId ?? ProviderId ?? Guid.Empty;

    bool IOwnedByOperators.IsOfOperators => Organisation == OrganisationKind.Operator;

    Guid IOwnedByProvider.ProviderId => ProviderId ?? Guid.Empty;

    Guid IOwnedByReseller.ResellerId => ResellerId ?? Guid.Empty;

    Guid IOwnedByCustomer.CustomerId => CustomerId ?? Guid.Empty;

    Guid IOfCustomer.CustomerId => CustomerId ?? Guid.Empty;

    /// <summary>What the person may do there.</summary>
    public MemberRole Roles { get; private set; }

    /// <summary>
    /// Whether one of a provider's staff works only with the customers that have one of the person's tags. Kept apart from
    /// the tags: who is limited and has none of them sees no customer.
    /// </summary>
    public bool IsLimited { get; private set; }

    /// <summary>When the account was made.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Last successful sign-in.</summary>
    public DateTimeOffset? LastSignInAt { get; private set; }

    /// <summary>
    /// Set while the password is a temporary one: it must be changed at the first sign-in, and no sign-in is possible
    /// with it after this time.
    /// </summary>
    public DateTimeOffset? TemporaryPasswordExpiresAt { get; private set; }

    /// <summary>When a customer's user was deleted; it can be restored for a while and can't sign in meanwhile. Null for the others.</summary>
    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>When an administrator of the organisation disabled the account: no sign-in until it is enabled again.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }

    /// <summary>Whether the account as such can be signed in to, be it with a password or otherwise.</summary>
    public bool MaySignIn => EmailConfirmed && DeletedAt is null && DisabledAt is null;

    /// <summary>First and last name.</summary>
    public string FullName => $"{FirstName} {LastName}".Trim();

    /// <summary>Whether the password must be changed before anything else.</summary>
    public bool MustChangePassword => TemporaryPasswordExpiresAt is not null;

    /// <summary>An operator of the installation; confirmed when the set-up link is followed.</summary>
    public static PortalUser Operator(PersonName name, string email, string culture, DateTimeOffset now) =>
        Create(name, email, email, culture, OrganisationKind.Operator, MemberRole.GlobalAdmin, now);

    /// <summary>A member of a provider's staff, who signs in with the e-mail address.</summary>
    public static PortalUser OfProvider(Guid providerId, PersonName name, string email, string culture, MemberRole roles, DateTimeOffset now)
    {
        var user = Create(name, email, email, culture, OrganisationKind.Provider, roles, now);
        user.ProviderId = providerId;
        return user;
    }

    /// <summary>A member of a reseller's staff, who signs in with the e-mail address.</summary>
    public static PortalUser OfReseller(Guid resellerId, PersonName name, string email, string culture, MemberRole roles, DateTimeOffset now)
    {
        var user = Create(name, email, email, culture, OrganisationKind.Reseller, roles, now);
        user.ResellerId = resellerId;
        return user;
    }

    /// <summary>A customer's user, who signs in with a user name of the customer's tenant.</summary>
    public static PortalUser OfCustomer(
        Guid providerId, Guid customerId, PersonName name, string userName, string contactEmail, string culture, MemberRole roles, DateTimeOffset now)
    {
        var user = Create(name, userName, contactEmail, culture, OrganisationKind.Customer, roles, now);
        user.ProviderId = providerId;
        user.CustomerId = customerId;
        user.EmailConfirmed = true;
        return user;
    }

    /// <summary>Gives a temporary password; every session of the person ends.</summary>
    public void GiveTemporaryPassword(string passwordHash, DateTimeOffset expiresAt)
    {
        PasswordHash = passwordHash;
        TemporaryPasswordExpiresAt = expiresAt;
        AccessFailedCount = 0;
        LockoutEnd = null;
        RenewSecurityStamp();
    }

    /// <summary>The person chose a password; every other session ends.</summary>
    public void ChoosePassword(string passwordHash)
    {
        PasswordHash = passwordHash;
        TemporaryPasswordExpiresAt = null;
        AccessFailedCount = 0;
        LockoutEnd = null;
        RenewSecurityStamp();
    }

    /// <summary>The same address registered again before it was confirmed: only the latest registration counts.</summary>
    /// <exception cref="InvalidOperationException">The address is confirmed.</exception>
    public void RegisterAgain(PersonName name, string culture, string passwordHash)
    {
        if (EmailConfirmed)
        {
            throw new InvalidOperationException("A confirmed account is not registered again.");
        }

        Culture = culture;
        BeNamed(name);
        ChoosePassword(passwordHash);
    }

    /// <summary>The person followed a link sent to the e-mail address.</summary>
    public void ConfirmEmail() => EmailConfirmed = true;

    /// <summary>The password was right: wrong tries before are forgotten.</summary>
    public void GiveTriesBack()
    {
        AccessFailedCount = 0;
        LockoutEnd = null;
    }

    /// <summary>Every session of the person ends.</summary>
    public void EndSessions() => RenewSecurityStamp();

    /// <summary>From now on a password alone does not sign the person in.</summary>
    public void RequireSecondFactor()
    {
        TwoFactorEnabled = true;
        ConcurrencyStamp = Guid.NewGuid().ToString();
    }

    /// <summary>The password is enough again.</summary>
    public void DropSecondFactor()
    {
        TwoFactorEnabled = false;
        ConcurrencyStamp = Guid.NewGuid().ToString();
    }

    /// <summary>The person signed in.</summary>
    public void MarkSignedIn(DateTimeOffset now) => LastSignInAt = now;

    /// <summary>The person gets other facts; the user name stays.</summary>
    public void Change(PersonName name, string contactEmail, string culture, MemberRole roles)
    {
        BeNamed(name);
        (Email, NormalizedEmail, Culture, Roles) = (contactEmail, EmailAddress.Normalize(contactEmail), culture, roles);
        ConcurrencyStamp = Guid.NewGuid().ToString();
    }

    /// <summary>One of a provider's staff works with all customers, or only with those that have the person's tags.</summary>
    public void Limit(bool isLimited) => IsLimited = isLimited;

    /// <summary>A customer's user is deleted: every session ends, and none begins until it is restored.</summary>
    public void Delete(DateTimeOffset now)
    {
        DeletedAt = now;
        RenewSecurityStamp();
    }

    /// <summary>A deleted user comes back, with the password so far.</summary>
    public void Restore()
    {
        DeletedAt = null;
        RenewSecurityStamp();
    }

    /// <summary>The account is disabled: every session ends, and none begins until it is enabled.</summary>
    public void Disable(DateTimeOffset now)
    {
        DisabledAt = now;
        RenewSecurityStamp();
    }

    /// <summary>A disabled account works again, with the password so far.</summary>
    public void Enable()
    {
        DisabledAt = null;
        RenewSecurityStamp();
    }

    /// <summary>Whether it was deleted, and can still be restored at a time.</summary>
    public bool CanBeRestored(DateTimeOffset now) => DeletedAt is { } deleted && now < deleted + KeptAfterDeletion;

    private void BeNamed(PersonName name)
    {
        (FirstName, LastName) = (name.First, name.Last);
        NormalizedName = SearchText.Normalize(FullName);
    }

    private void RenewSecurityStamp()
    {
        SecurityStamp = OneTimeToken.Mint().Text;
        ConcurrencyStamp = Guid.NewGuid().ToString();
    }

    private static PortalUser Create(
        PersonName name, string userName, string email, string culture, OrganisationKind organisation, MemberRole roles, DateTimeOffset now)
    {
        var user = new PortalUser
        {
            Id = Guid.CreateVersion7(now),
            UserName = userName,
            NormalizedUserName = EmailAddress.Normalize(userName),
            Email = email,
            NormalizedEmail = EmailAddress.Normalize(email),
            Culture = culture,
            Organisation = organisation,
            Roles = roles,
            CreatedAt = now,
            LockoutEnabled = true,
        };
        user.BeNamed(name);
        user.RenewSecurityStamp();
        return user;
    }
}
