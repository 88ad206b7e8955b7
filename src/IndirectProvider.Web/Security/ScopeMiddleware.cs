using System.Runtime.ExceptionServices;
using IndirectProvider.Tenancy;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Security;

/// <summary>Gives requests of people who are not signed in their (empty) scope, and keeps temporary passwords from going further.</summary>
public sealed class ScopeMiddleware(RequestDelegate next)
{
    /// <summary>Where a member with a temporary password may go.</summary>
    public const string ChangePasswordPath = "/account/change-password";

    private static readonly string[] OpenToTemporaryPasswords = [ChangePasswordPath, "/sign-out", "/preferences", "/errors"];

    /// <summary>Runs after authentication.</summary>
    public Task InvokeAsync(HttpContext http, TenantScope scope, CurrentMember member)
    {
        if (http.Items.Remove(MemberSession.ReadFailure, out var failure))
        {
            ((ExceptionDispatchInfo)failure!).Throw();
        }

        if (!member.IsSignedIn)
        {
            if (!scope.IsSet)
            {
                scope.ActForNobody(RequestActor.Of(http, member));
            }
        }
        else if (member.MustChangePassword
            && http.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null
            && !Array.Exists(OpenToTemporaryPasswords, p => http.Request.Path.StartsWithSegments(p)))
        {
            http.Response.Redirect(ChangePasswordPath);
            return Task.CompletedTask;
        }

        return next(http);
    }
}
