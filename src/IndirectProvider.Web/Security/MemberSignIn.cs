using System.Security.Claims;
using IndirectProvider.Accounts;
using Microsoft.AspNetCore.Identity;

namespace IndirectProvider.Web.Security;

/// <summary>Signs a person in at this browser, under a session of its own, and out again.</summary>
public sealed class MemberSignIn(
    SignInManager<PortalUser> cookie, Sessions sessions, HalfWayCookie halfWay, CurrentMember member, IHttpContextAccessor http)
{
    /// <summary>The claim that carries the session's id.</summary>
    public const string SessionClaim = "session";

    private HttpContext Http => http.HttpContext!;

    /// <summary>
    /// The password was right, or a link in its place: signs in, or only remembers it where a second factor must follow.
    /// </summary>
    /// <returns>Whether the person is signed in.</returns>
    public async Task<bool> BeginAsync(PortalUser user)
    {
        if (user.TwoFactorEnabled)
        {
            halfWay.Set(Http, user);
            return false;
        }

        await SignInAsync(user);
        return true;
    }

    /// <summary>Signs somebody in who has proved enough; what this browser was signed in as before ends.</summary>
    /// <param name="user">Who it is.</param>
    /// <param name="throughMicrosoft">Whether Microsoft has said so.</param>
    public async Task SignInAsync(PortalUser user, bool throughMicrosoft = false)
    {
        var before = member.IsSignedIn ? member.SessionId : (Guid?)null;
        var session = await sessions.StartAsync(user, Http.Request.Headers.UserAgent, throughMicrosoft, before, Http.RequestAborted);
        halfWay.Clear(Http);
        await cookie.SignInWithClaimsAsync(user, isPersistent: false, [new Claim(SessionClaim, session.ToString())]);
    }

    /// <summary>Forgets the cookie; the session is ended by <see cref="SignOut"/>.</summary>
    public Task ForgetAsync() => cookie.SignOutAsync();
}
