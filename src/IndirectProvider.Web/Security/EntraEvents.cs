using System.Globalization;
using IndirectProvider.Accounts;
using IndirectProvider.Web.Hosting;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace IndirectProvider.Web.Security;

/// <summary>What the portal adds to the protocol on the way to Microsoft and back.</summary>
internal static class EntraEvents
{
    private const string ObjectClaim = "oid";
    private const string UserNameClaim = "preferred_username";
    private const string SignedInAtClaim = "auth_time";

    /// <summary>Adds it.</summary>
    public static void AddTo(OpenIdConnectEvents events)
    {
        var prepared = events.OnRedirectToIdentityProvider;
        events.OnRedirectToIdentityProvider = async context =>
        {
            await prepared(context);
            var message = context.ProtocolMessage;
            message.RedirectUri = Services(context.HttpContext).GetRequiredService<PortalSettings>().Link(EntraSetup.CallbackPath);
            message.Parameters.Remove("client_info");
        };
        events.OnMessageReceived = context =>
        {
            // A code in the address is all that is expected; a token that came through the browser is not even looked at.
            if (!HttpMethods.IsGet(context.Request.Method) || !string.IsNullOrEmpty(context.ProtocolMessage.IdToken))
            {
                context.Fail("The answer came in a way that was not asked for.");
            }

            return Task.CompletedTask;
        };
        events.OnTokenValidated = context =>
        {
            if (IdentityOf(context.Principal) is null)
            {
                context.Fail("The token lacks tenant or object id.");
            }
            else if (EntraJourney.Read(context.Properties, Now(context.HttpContext)) is not { } journey)
            {
                context.Fail("It took too long.");
            }
            else if (journey.Purpose == EntraPurpose.Confirm && !IsFresh(context))
            {
                context.Fail("The sign-in at Microsoft is not fresh.");
            }

            return Task.CompletedTask;
        };
        events.OnTicketReceived = async context =>
        {
            context.HandleResponse();
            var journey = EntraJourney.Read(context.Properties, Now(context.HttpContext))!;
            context.Response.Redirect(await Return(context.HttpContext).ArriveAsync(journey, IdentityOf(context.Principal)!));
        };
        events.OnAccessDenied = async context =>
        {
            context.HandleResponse();
            context.Response.Redirect(await Return(context.HttpContext).CancelAsync(EntraJourney.Read(context.Properties, Now(context.HttpContext))));
        };
        events.OnRemoteFailure = async context =>
        {
            context.HandleResponse();
            context.Response.Redirect(
                await Return(context.HttpContext).FailAsync(EntraJourney.Read(context.Properties, Now(context.HttpContext)), context.Failure));
        };
    }

    private static EntraIdentity? IdentityOf(System.Security.Claims.ClaimsPrincipal? principal) =>
        Guid.TryParseExact(principal?.FindFirst(EntraIssuer.TenantClaim)?.Value, "D", out var tenant)
        && Guid.TryParseExact(principal?.FindFirst(ObjectClaim)?.Value, "D", out var person)
        && tenant != Guid.Empty
        && person != Guid.Empty
            ? new EntraIdentity(tenant, person, Shown(principal!.FindFirst(UserNameClaim)?.Value))
            : null;

    private static string Shown(string? name) => name is null ? "" : name.Length <= 256 ? name : name[..256];

    // Only auth_time tells when the person really signed in. A token's own time does not: whoever takes prompt=login out of the
    // address gets a token of now, without a question asked.
    private static bool IsFresh(TokenValidatedContext context)
    {
        var at = context.Principal?.FindFirst(SignedInAtClaim)?.Value ?? throw new SignInTimeMissingException();
        return long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            && Now(context.HttpContext) - DateTimeOffset.FromUnixTimeSeconds(seconds) < FreshSignIn.Life;
    }

    private static DateTimeOffset Now(HttpContext http) => Services(http).GetRequiredService<TimeProvider>().GetUtcNow();

    private static EntraReturn Return(HttpContext http) => Services(http).GetRequiredService<EntraReturn>();

    private static IServiceProvider Services(HttpContext http) => http.RequestServices;
}

/// <summary>A token does not tell when its person signed in: the app registration lacks the optional claim. Its name is what the log says.</summary>
internal sealed class SignInTimeMissingException : Exception;
