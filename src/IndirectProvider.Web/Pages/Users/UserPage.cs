using IndirectProvider.Accounts;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Users;

/// <summary>A page about one user of a customer.</summary>
public abstract class UserPage(PortalDbContext db, FindUsersPlace find) : PageModel
{
    /// <summary>The database as the reader may see it.</summary>
    protected PortalDbContext Db => db;

    /// <summary>Whose user it is.</summary>
    public UsersPlace Place { get; private set; } = null!;

    /// <summary>The user.</summary>
    public UserView Person { get; private set; } = null!;

    /// <summary>Where the page of the user stands.</summary>
    public string PersonPath => $"{Place.Root}/{Person.Id}";

    /// <summary>Reads place and user.</summary>
    /// <returns>Whether there is such a user here.</returns>
    protected async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await find.ExecuteAsync(HttpContext, cancel) is not { } place)
        {
            return false;
        }

        var person = await db.UsersOfCustomer(place.CustomerId).AsNoTracking()
            .Where(u => u.Id == id)
            .Select(u => new UserView(
                u.Id,
                u.FirstName,
                u.LastName,
                u.UserName!,
                u.Email!,
                u.Culture,
                u.Roles,
                u.CreatedAt,
                u.LastSignInAt,
                u.TemporaryPasswordExpiresAt,
                u.DeletedAt,
                u.ConcurrencyStamp!))
            .SingleOrDefaultAsync(cancel);
        (Place, Person) = (place, person!);
        return person is not null;
    }
}

/// <summary>What the pages show of a user.</summary>
public sealed record UserView(
    Guid Id,
    string FirstName,
    string LastName,
    string UserName,
    string Email,
    string Culture,
    MemberRole Roles,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSignInAt,
    DateTimeOffset? TemporaryPasswordExpiresAt,
    DateTimeOffset? DeletedAt,
    string Stamp)
{
    /// <summary>First and last name.</summary>
    public string FullName => $"{FirstName} {LastName}";

    /// <summary>Whole days left to restore a deleted user, at least 0.</summary>
    public static int DaysLeft(DateTimeOffset deletedAt, DateTimeOffset now) =>
        Math.Max(0, (int)Math.Ceiling((deletedAt + PortalUser.KeptAfterDeletion - now).TotalDays));
}
