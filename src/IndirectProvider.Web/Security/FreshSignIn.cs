using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.WebUtilities;

namespace IndirectProvider.Web.Security;

/// <summary>
/// Before something sensitive: who has not proved who they are for a while is asked to do so, and comes back. Which pages
/// that are is said in <see cref="AccessPolicies.AskAgain"/>.
/// </summary>
public sealed class FreshSignIn(CurrentMember member, TimeProvider clock)
{
    /// <summary>How long a proof counts.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>Whether the signed-in person has proved it lately.</summary>
    public bool IsFresh => member.IsSignedIn && clock.GetUtcNow() - member.ConfirmedAt < Life;

    /// <summary>Asks for it and comes back to the page of this request; to the page itself when a form was sent.</summary>
    public static IActionResult Ask(HttpRequest request)
    {
        var query = request.Query.Where(pair => pair.Key != "handler").SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));
        return new LocalRedirectResult(QueryHelpers.AddQueryString(
            "/confirm-it-is-you", "returnUrl", QueryHelpers.AddQueryString(request.Path.ToUriComponent(), query)));
    }
}

internal static class FreshSignInConvention
{
    /// <summary>Guards a page, whatever its handler and address.</summary>
    public static void RequireFreshSignIn(this PageConventionCollection pages, string page) =>
        pages.AddPageApplicationModelConvention(page, model => model.Filters.Add(new FreshSignInFilter()));

    private sealed class FreshSignInFilter : IAsyncPageFilter
    {
        public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

        public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
        {
            var http = context.HttpContext;
            if (http.RequestServices.GetRequiredService<FreshSignIn>().IsFresh)
            {
                return next();
            }

            context.Result = FreshSignIn.Ask(http.Request);
            return Task.CompletedTask;
        }
    }
}
