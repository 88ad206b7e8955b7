using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>Activity rows about an account, shown in the log of its organisation.</summary>
internal static class AccountTrail
{
    /// <summary>Adds a row about an account; the caller saves.</summary>
    public static void RecordAccount(
        this PortalDbContext db, TimeProvider clock, string action, PortalUser user, Actor? actor = null, object? details = null) =>
        db.Record(clock, action, user.Id, user.FullName, ConcernedBy(user), details, actor);

    /// <summary>The person has proved who they are and is signed in; the caller saves.</summary>
    public static async Task RecordSignInAsync(this PortalDbContext db, TimeProvider clock, PortalUser user, SignInMethod method, CancellationToken cancel)
    {
        user.MarkSignedIn(clock.GetUtcNow());
        db.RecordAccount(clock, AuditAction.SignedIn, user, await db.ActorOfAsync(user, cancel), new { Method = method.ToString() });
    }

    /// <summary>The person as actor of this request, though nobody was signed in when it came.</summary>
    public static async Task<Actor> ActorOfAsync(this PortalDbContext db, PortalUser user, CancellationToken cancel) =>
        db.Scope.Actor with { UserId = user.Id, Name = user.FullName, Organisation = await OrganisationNameAsync(db, user, cancel), OrganisationId = user.OrganisationId };

    /// <summary>The person as owner of a password.</summary>
    public static async Task<PasswordOwner> PasswordOwnerAsync(this PortalDbContext db, PortalUser user, CancellationToken cancel) =>
        new(user.UserName, user.FirstName, user.LastName, user.Email, await OrganisationNameAsync(db, user, cancel));

    // A customer's people see their own sign-ins; their provider does not.
    private static Concerned ConcernedBy(PortalUser user) =>
        user.CustomerId is null ? new Concerned(user.ProviderId, user.ResellerId) : new Concerned(CustomerId: user.CustomerId);

    private static async Task<string> OrganisationNameAsync(PortalDbContext db, PortalUser user, CancellationToken cancel) => user.Organisation switch
    {
        OrganisationKind.Provider => await db.Providers.Where(p => p.Id == user.ProviderId).Select(p => p.DisplayName).SingleAsync(cancel),
        OrganisationKind.Reseller => await db.Resellers.Where(r => r.Id == user.ResellerId).Select(r => r.LegalName).SingleAsync(cancel),
        OrganisationKind.Customer => EmailAddress.DomainOf(user.UserName!),
        _ => "",
    };
}
