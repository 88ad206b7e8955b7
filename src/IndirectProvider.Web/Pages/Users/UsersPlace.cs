using IndirectProvider.Accounts;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Users;

/// <summary>Whose users a page is about, and what the reader may do with them.</summary>
public sealed record UsersPlace(Guid CustomerId, string CustomerName, string Domain, bool IsOwn, bool MayManage, bool MayReset, bool IsGlobalAdmin, Guid ReaderId)
{
    /// <summary>Where the pages stand: under the customer for its provider and resellers, by themselves for its own people.</summary>
    public string Root => IsOwn ? "/users" : $"/customers/{CustomerId}/users";

    /// <summary>Whether the reader may do with a user of these roles what is allowed with users.</summary>
    public bool MayTouch(MemberRole roles) => IsGlobalAdmin || (roles & MemberRole.GlobalAdmin) == 0;

    /// <summary>Whether the reader may reset the password of a user of these roles: not of one who may do more.</summary>
    public bool MayResetPasswordOf(MemberRole roles) => MayReset && MayTouch(roles) && (MayManage || (roles & MemberRole.UserAdmin) == 0);
}

/// <summary>Finds whose users the address means.</summary>
public sealed class FindUsersPlace(PortalDbContext db, CurrentMember member, IAuthorizationService access)
{
    /// <summary>The place; null where the address is not one of the reader's.</summary>
    public async Task<UsersPlace?> ExecuteAsync(HttpContext http, CancellationToken cancel)
    {
        var isOwn = !http.Request.RouteValues.TryGetValue(UsersAddresses.CustomerKey, out var value);
        if (isOwn != (member.Kind == OrganisationKind.Customer))
        {
            return null;
        }

        var id = isOwn ? member.CustomerId : Guid.Parse((string)value!);
        var customer = await db.AdministeredCustomers().AsNoTracking()
            .Where(c => c.Id == id)
            .Select(c => new { c.CompanyName, c.Domain })
            .SingleOrDefaultAsync(cancel);
        return customer is null ? null : new UsersPlace(
            id,
            customer.CompanyName,
            customer.Domain,
            isOwn,
            (await access.AuthorizeAsync(http.User, "Users: manage")).Succeeded,
            (await access.AuthorizeAsync(http.User, "Users: reset passwords")).Succeeded,
            (member.Roles & MemberRole.GlobalAdmin) != 0,
            member.UserId);
    }
}
