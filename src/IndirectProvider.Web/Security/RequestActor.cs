using System.Diagnostics;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Web.Security;

/// <summary>Who is behind a request, for the activity log.</summary>
public static class RequestActor
{
    /// <summary>The signed-in member, or an unnamed person, with address and correlation id.</summary>
    public static Actor Of(HttpContext http, CurrentMember member) => new(
        member.IsSignedIn ? member.UserId : null,
        member.IsSignedIn ? member.DisplayName : "",
        member.IsSignedIn ? member.OrganisationName : "",
        http.Connection.RemoteIpAddress?.ToString(),
        CorrelationId(http));

    /// <summary>The id that ties log lines, activity rows and error pages of one request together.</summary>
    public static string CorrelationId(HttpContext http) => Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
}

/// <summary>Gives requests of people who are not signed in their (empty) scope, and keeps temporary passwords from going further.</summary>
public sealed class ScopeMiddleware(RequestDelegate next)
{
    /// <summary>Where a member with a temporary password may go.</summary>
    public const string ChangePasswordPath = "/account/change-password";

    private static readonly string[] OpenToTemporaryPasswords = [ChangePasswordPath, "/sign-out", "/preferences", "/errors"];

    /// <summary>Runs after authentication.</summary>
    public Task InvokeAsync(HttpContext http, TenantScope scope, CurrentMember member)
    {
        if (!member.IsSignedIn)
        {
            if (!scope.IsSet)
            {
                scope.ActForNobody(RequestActor.Of(http, member));
            }
        }
        else if (member.MustChangePassword
            && http.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Mvc.RazorPages.PageActionDescriptor>() is not null
            && !Array.Exists(OpenToTemporaryPasswords, p => http.Request.Path.StartsWithSegments(p)))
        {
            http.Response.Redirect(ChangePasswordPath);
            return Task.CompletedTask;
        }

        return next(http);
    }
}
