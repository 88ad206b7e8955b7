using System.Runtime.ExceptionServices;
using IndirectProvider.Tenancy;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Security;

/// <summary>
/// Gives requests of people who are not signed in their (empty) scope, and keeps people from going further who must choose a
/// password or set up a second factor first.
/// </summary>
public sealed class ScopeMiddleware(RequestDelegate next)
{
    /// <summary>Where a member with a temporary password may go.</summary>
    public const string ChangePasswordPath = "/account/change-password";

    /// <summary>Where a member goes who must set up a second factor.</summary>
    public const string RequiredSecondFactorPath = "/account/security/second-factor";

    private static readonly string[] OpenToTemporaryPasswords = [ChangePasswordPath, "/sign-out", "/preferences", "/errors"];

    private static readonly string[] OpenWithoutSecondFactor =
        [RequiredSecondFactorPath, "/account/security/authenticator", "/account/security/passkeys/add", "/confirm-it-is-you", "/sign-out", "/preferences", "/errors"];

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
        else if (FirstOf(member) is { } first
            && http.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null
            && !Array.Exists(first.Open, p => http.Request.Path.StartsWithSegments(p)))
        {
            http.Response.Redirect(first.Path);
            return Task.CompletedTask;
        }

        return next(http);
    }

    /// <summary>What must be done before anything else, and what is open until then.</summary>
    private static (string Path, string[] Open)? FirstOf(CurrentMember member) =>
        member.MustChangePassword ? (ChangePasswordPath, OpenToTemporaryPasswords)
        : member.MustSetUpSecondFactor ? (RequiredSecondFactorPath, OpenWithoutSecondFactor)
        : null;
}
