using IndirectProvider.Accounts;
using IndirectProvider.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace IndirectProvider.Web.Security;

/// <summary>Sends somebody to Microsoft to sign in there. It is reached by links: a form may not lead to another site.</summary>
public sealed partial class EntraSignIn(
    MicrosoftOffer offer,
    IOptionsMonitor<OpenIdConnectOptions> options,
    EntraNotice notice,
    TimeProvider clock,
    IStringLocalizer<Texts> texts,
    ILogger<EntraSignIn> logger)
{
    /// <summary>Sends the reader of a page there, if sign-in with Microsoft is on and Microsoft answers.</summary>
    public async Task<IActionResult> BeginAsync(PageModel page, EntraJourney journey)
    {
        if (!offer.IsOn)
        {
            return page.NotFound();
        }

        // Another site must not begin what changes an account.
        if (journey.Purpose != EntraPurpose.SignIn && !page.Request.IsFromHere())
        {
            return page.LocalRedirect(page.Request.Path.ToUriComponent());
        }

        try
        {
            await options.Get(EntraSetup.Scheme).ConfigurationManager!.GetConfigurationAsync(page.HttpContext.RequestAborted);
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or HttpRequestException)
        {
            LogUnreachable(failure);
            notice.Put(page.HttpContext, texts["Microsoft can't be reached at the moment. Try again later."], journey.Back);
            return page.LocalRedirect(EntraNotice.Path);
        }

        var properties = new AuthenticationProperties();
        journey.Write(properties, clock.GetUtcNow());
        properties.SetParameter("prompt", journey.Purpose == EntraPurpose.Confirm ? "login" : "select_account");
        if (journey.Purpose == EntraPurpose.Confirm)
        {
            properties.SetParameter<TimeSpan?>("max_age", TimeSpan.Zero);
        }

        return page.Challenge(properties, EntraSetup.Scheme);
    }

    [LoggerMessage(LogLevel.Error, "The metadata of Microsoft Entra ID can't be read; nobody can sign in with Microsoft.")]
    private partial void LogUnreachable(Exception failure);
}
