using System.Runtime.ExceptionServices;
using System.Security.Claims;
using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IndirectProvider.Web.Security;

/// <summary>
/// On every request: reads the session with the member's row, refuses it when it has ended or the account's security stamp
/// has changed, and sets the tenant scope from the row.
/// </summary>
public sealed partial class MemberSession(
    PortalDb portal,
    TenantScope scope,
    CurrentMember current,
    IOptions<IdentityOptions> identity,
    MemberQuery query,
    TimeProvider clock,
    ILogger<MemberSession> logger) : CookieAuthenticationEvents
{
    /// <summary>Marks a request whose member's row could not be read.</summary>
    public const string ReadFailure = "MemberSession.ReadFailure";

    /// <inheritdoc/>
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        MemberRow? member;
        try
        {
            member = await ReadAsync(context.Principal!, context.HttpContext.RequestAborted);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Thrown on by the scope middleware: from here it would be thrown again when the error page is made.
            context.HttpContext.Items[ReadFailure] = ExceptionDispatchInfo.Capture(failure);
            context.RejectPrincipal();
            return;
        }

        if (member is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
            return;
        }

        current.Set(member);
        scope.ActFor(
            member.Organisation, member.ProviderId, member.ResellerId, member.CustomerId, RequestActor.Of(context.HttpContext, current), member.IsLimited);
    }

    /// <summary>A fragment asked for by script after the session ended reloads its page, which then leads to sign-in.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (!context.Request.Headers.ContainsKey("HX-Request"))
        {
            // Relative: where the request claims to have gone is nothing to send anybody to.
            context.RedirectUri = new Uri(context.RedirectUri).PathAndQuery;
            return base.RedirectToLogin(context);
        }

        context.Response.Headers["HX-Refresh"] = "true";
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    /// <summary>A page of another kind of organisation does not exist for this member; one without the role is refused.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        var marks = context.HttpContext.Items;
        context.Response.StatusCode = marks.ContainsKey(MemberRequirement.LacksRole) && !marks.ContainsKey(MemberRequirement.OtherKind)
            ? StatusCodes.Status403Forbidden
            : StatusCodes.Status404NotFound;
        Refused(context.Request.Method, context.HttpContext.GetEndpoint()?.DisplayName, current.UserId, context.Response.StatusCode);
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Warning, "{Method} {Page} by member {UserId} was refused with {Status}.")]
    private partial void Refused(string method, string? page, Guid userId, int status);

    private async Task<MemberRow?> ReadAsync(ClaimsPrincipal principal, CancellationToken cancel)
    {
        if (!Guid.TryParse(principal.FindFirstValue(MemberSignIn.SessionClaim), out var id))
        {
            return null;
        }

        var db = portal.Open();
        var now = clock.GetUtcNow();
        var member = await query.ReadAsync(db, id, now, cancel);
        var stamp = principal.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType);
        if (member is null || stamp is null || stamp != member.SecurityStamp)
        {
            return null;
        }

        if (member.LastSeenAt <= now - Session.SeenEvery)
        {
            await db.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now), cancel);
        }

        return member;
    }
}
