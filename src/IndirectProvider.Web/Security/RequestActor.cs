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
