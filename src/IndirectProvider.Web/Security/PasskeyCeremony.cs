using System.Globalization;
using IndirectProvider.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace IndirectProvider.Web.Security;

/// <summary>
/// What browser and portal say to each other about passkeys: Identity makes the challenges and checks the answers, the verbs
/// decide what follows.
/// </summary>
public sealed class PasskeyCeremony(
    IPasskeyHandler<PortalUser> handler, UserManager<PortalUser> users, PasskeyCookie cookie, IHttpContextAccessor accessor)
{
    private HttpContext Http => accessor.HttpContext!;

    /// <summary>Asks for a passkey: of one person, or of anybody.</summary>
    public async Task<IActionResult> AskAsync(PasskeyPurpose purpose, Guid? userId)
    {
        var user = userId is null ? null : await FindAsync(userId.Value);
        var options = await handler.MakeRequestOptionsAsync(user, Http);
        cookie.Set(Http, purpose, userId, options.AssertionState);
        return Json(options.RequestOptionsJson);
    }

    /// <summary>Asks for a new passkey of the person.</summary>
    public async Task<IActionResult> AskForNewAsync(Guid userId)
    {
        var user = await FindAsync(userId);
        var person = new PasskeyUserEntity { Id = Text(userId), Name = user.UserName!, DisplayName = user.FullName };
        var options = await handler.MakeCreationOptionsAsync(person, Http);
        cookie.Set(Http, PasskeyPurpose.Add, userId, options.AttestationState);
        return Json(options.CreationOptionsJson);
    }

    /// <summary>What an answer proves, or null for nothing.</summary>
    public async Task<ProvenPasskey?> ReadAsync(PasskeyPurpose purpose, Guid? userId, string? credential)
    {
        if (cookie.Take(Http, purpose, userId) is not { } challenge || string.IsNullOrEmpty(credential))
        {
            return null;
        }

        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = Http, CredentialJson = credential, AssertionState = challenge.State });
        return result.Succeeded ? new ProvenPasskey(result.User.Id, result.Passkey, challenge.At) : null;
    }

    /// <summary>The passkey an answer brings, or null for none.</summary>
    public async Task<NewPasskey?> ReadNewAsync(Guid userId, string? credential)
    {
        if (cookie.Take(Http, PasskeyPurpose.Add, userId) is not { } challenge || string.IsNullOrEmpty(credential))
        {
            return null;
        }

        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = Http, CredentialJson = credential, AttestationState = challenge.State });
        return result.Succeeded && result.UserEntity.Id == Text(userId) ? new NewPasskey(result.Passkey, challenge.At) : null;
    }

    private async Task<PortalUser> FindAsync(Guid userId) =>
        await users.FindByIdAsync(Text(userId)) ?? throw new InvalidOperationException("The person has no account.");

    private static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);

    private static ContentResult Json(string options) => new() { Content = options, ContentType = "application/json" };
}
