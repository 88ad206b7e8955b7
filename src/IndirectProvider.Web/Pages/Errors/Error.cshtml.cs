using System.Globalization;
using IndirectProvider.Data;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Errors;

/// <summary>Says what went wrong and what to do next, whatever page it stands in for.</summary>
// It also answers a failed POST, whose token may be the very thing that was wrong.
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel(IDatabaseDialect dialect, IStringLocalizer<Texts> texts) : PageModel
{
    public int Code { get; private set; }

    public string Title { get; private set; } = "";

    public string Happened { get; private set; } = "";

    public string NextStep { get; private set; } = "";

    /// <summary>What support can find the request by, where that helps.</summary>
    public string? Reference { get; private set; }

    public bool CanRetry => Code is 409 or 429 or 500 or 503;

    public string Address => ReaderPreferences.CurrentAddress(HttpContext);

    public void OnGet() => Show();

    public void OnPost() => Show();

    private void Show()
    {
        // Not bound as an argument: binding would read the form again, which may be what could not be read.
        var code = int.TryParse(RouteData.Values["code"] as string, CultureInfo.InvariantCulture, out var given) ? given : 0;
        // Who types the address has had no error.
        var isError = HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null || HttpContext.Features.Get<IExceptionHandlerFeature>() is not null;
        Code = IsDatabaseAway ? StatusCodes.Status503ServiceUnavailable : isError && code is >= 400 and < 600 ? code : StatusCodes.Status404NotFound;
        Response.StatusCode = Code;
        if (IsDatabaseAway)
        {
            Response.Headers.RetryAfter = "60";
        }

        (Title, Happened, NextStep) = Words();
        Reference = Code is 400 or 409 or >= 500 ? RequestActor.CorrelationId(HttpContext) : null;
    }

    private bool IsDatabaseAway => HttpContext.Features.Get<IExceptionHandlerFeature>() is { Error: { } failure } && dialect.IsAway(failure);

    private (string Title, string Happened, string NextStep) Words() => Code switch
    {
        503 when IsDatabaseAway => (texts["The portal can't reach its database at the moment"],
            texts["Nothing was saved."],
            texts["Try again in a minute."]),
        400 => (texts["This request couldn't be read"],
            texts["The page you sent was too old, or something in it was altered on the way. Nothing was changed."],
            texts["Go back, reload the page and send it again."]),
        403 => (texts["You don't have access to this page"],
            texts["You are signed in, but your role doesn't include what you tried to open or do. Nothing was changed."],
            texts["If you need it for your work, ask a global admin of your organisation for the role."]),
        404 when HttpMethods.IsPost(Request.Method) => (texts["This is no longer there for you"],
            texts["It was removed, or your access to it ended while the page was open. Nothing was changed."],
            texts["Start again from Home. If you need it for your work, ask whoever gave you access."]),
        404 => (texts["This page doesn't exist"],
            texts["The address may be mistyped, or what it showed is no longer there for you."],
            texts["Check the address, or start from Home."]),
        409 => (texts["Somebody else was faster"],
            texts["What you tried to change was changed at the same time by somebody else. Your change was not saved."],
            texts["Open the page again to see how it is now, then decide whether your change is still needed."]),
        429 => (texts["Too many tries"],
            texts["There were too many requests in a short time, so this one was not carried out."],
            texts["Wait a minute, then try again."]),
        503 => (texts["The portal is taking a short break"],
            texts["It can't answer right now, usually because it is being updated."],
            texts["Wait a minute, then try again."]),
        >= 500 => (texts["Something went wrong on our side"],
            texts["Your request couldn't be finished. It is not your fault, and the error has been recorded."],
            texts["Try again. If it happens again, tell support the reference below."]),
        _ => (texts["This didn't work"],
            texts["The portal can't answer this request. Nothing was changed."],
            texts["Go back and try it another way, or start from Home."]),
    };
}
