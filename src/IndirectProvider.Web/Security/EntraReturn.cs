using System.Runtime.ExceptionServices;
using IndirectProvider.Accounts;
using IndirectProvider.Tenancy;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Security;

/// <summary>Somebody comes back from Microsoft: does what that person went there for, and says where to go on.</summary>
public sealed partial class EntraReturn(
    SignInWithMicrosoft signIn,
    AcceptWithMicrosoft accept,
    ConnectMicrosoftAccount connect,
    LinkMicrosoftTenant link,
    ConfirmWithMicrosoft confirm,
    MemberSignIn session,
    CurrentMember member,
    FreshSignIn fresh,
    TenantScope scope,
    InvitationCookie invitation,
    EntraNotice notice,
    IHttpContextAccessor accessor,
    IStringLocalizer<Texts> texts,
    ILogger<EntraReturn> logger)
{
    private HttpContext Http => accessor.HttpContext!;

    private CancellationToken Cancel => Http.RequestAborted;

    /// <summary>Microsoft says who it is, and the token was believed.</summary>
    public async Task<string> ArriveAsync(EntraJourney journey, EntraIdentity who)
    {
        await RecogniseAsync();
        if (journey.Purpose is EntraPurpose.SignIn or EntraPurpose.Accept)
        {
            var result = journey.LinkId is { } linkId ? await accept.ExecuteAsync(linkId, who, Cancel) : await signIn.ExecuteAsync(who, Cancel);
            if (!result.Succeeded)
            {
                return Refuse(journey, result);
            }

            await session.SignInAsync(result.Value, throughMicrosoft: true);
            return journey.ReturnUrl
                ?? (result.Value.Organisation == OrganisationKind.Reseller && invitation.Read(Http) is not null ? "/invitation" : "/");
        }

        if (!member.IsSignedIn || member.SessionId != journey.SessionId || (journey.Purpose != EntraPurpose.Confirm && !fresh.IsFresh))
        {
            return await FailAsync(journey, null);
        }

        var (done, text, next) = journey.Purpose switch
        {
            EntraPurpose.Connect => (await connect.ExecuteAsync(who, Cancel), texts["Your Microsoft account is connected."], journey.Back),
            EntraPurpose.Link => (await link.ExecuteAsync(who, Cancel), texts["Your company's Microsoft tenant is linked."], journey.Back),
            _ => (await confirm.ExecuteAsync(member.SessionId, who, Cancel), null, journey.ReturnUrl ?? "/"),
        };
        if (!done.Succeeded)
        {
            return Refuse(journey, done);
        }

        if (text is not null)
        {
            notice.Confirm(Http, text);
        }

        return next;
    }

    /// <summary>The person did not want to, at Microsoft.</summary>
    public async Task<string> CancelAsync(EntraJourney? journey)
    {
        await RecogniseAsync();
        return Say(journey, texts["You cancelled the sign-in at Microsoft."]);
    }

    /// <summary>What came back can't be believed, or came too late or to another browser.</summary>
    public async Task<string> FailAsync(EntraJourney? journey, Exception? failure)
    {
        await RecogniseAsync();
        LogFailed(failure?.GetType().Name ?? "Session", RequestActor.CorrelationId(Http));
        if (journey is not null)
        {
            await signIn.RefuseAsync(Cancel);
        }

        return Say(journey, texts["The sign-in with Microsoft was not finished. It may have taken too long, or been begun in another browser. Begin again."]);
    }

    // This request is answered before the portal looks who is signed in.
    private async Task RecogniseAsync()
    {
        await Http.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        if (Http.Items.Remove(MemberSession.ReadFailure, out var failure))
        {
            ((ExceptionDispatchInfo)failure!).Throw();
        }

        if (!scope.IsSet)
        {
            scope.ActForNobody(RequestActor.Of(Http, member));
        }
    }

    private string Refuse(EntraJourney journey, Result result) => Say(journey, result.Errors[0].Text);

    private string Say(EntraJourney? journey, string text)
    {
        notice.Put(Http, text, journey?.Back ?? (member.IsSignedIn ? "/" : "/sign-in"));
        return EntraNotice.Path;
    }

    [LoggerMessage(LogLevel.Warning, "A sign-in with Microsoft was refused ({Reason}); correlation id {CorrelationId}.")]
    private partial void LogFailed(string reason, string correlationId);
}
