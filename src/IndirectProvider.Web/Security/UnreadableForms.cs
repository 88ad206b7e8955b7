using Microsoft.AspNetCore.Http.Features;

namespace IndirectProvider.Web.Security;

/// <summary>
/// A form that says it is written in an encoding that is switched off (UTF-7) makes the framework's reader throw something it
/// does not expect. It is a bad request like any other form that can't be read, not a failure of the portal.
/// </summary>
public sealed class UnreadableForms(RequestDelegate next)
{
    /// <summary>Runs inside what makes pages of statuses.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (NotSupportedException) when (http.Request.HasFormContentType && http.Features.Get<IFormFeature>()?.Form is null && !http.Response.HasStarted)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }
}
