using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using IndirectProvider.Mail;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Partnerships;

/// <summary>
/// Mints the personal link of an invitation that is being written. Nothing is stored yet: the form carries id and
/// secret in one sealed value, bound to the provider and the person, so that however often it is sent it makes one
/// invitation with the link its text shows.
/// </summary>
public sealed class PersonalLinks(Sealer sealer, PortalAddress address, TenantScope scope, TimeProvider clock)
{
    /// <summary>How long a form can be used.</summary>
    public static readonly TimeSpan FormLife = TimeSpan.FromHours(24);

    private const string Purpose = "PartnershipInvitation.Form";

    /// <summary>A new link.</summary>
    public PersonalLink Mint()
    {
        var now = clock.GetUtcNow();
        var token = OneTimeToken.Mint();
        var content = new Content(Guid.CreateVersion7(now), token.Text, scope.ProviderId, scope.Actor.UserId, now);
        var form = Base64Url.EncodeToString(sealer.Seal(Purpose, JsonSerializer.Serialize(content)));
        return new PersonalLink(content.InvitationId, token, UrlOf(token), form);
    }

    /// <summary>The link a form carries, or null when it is too old, altered, or another person's.</summary>
    public PersonalLink? TryOpen(string? form)
    {
        if (Read(form) is not { } content
            || content.ProviderId != scope.ProviderId
            || content.UserId != scope.Actor.UserId
            || clock.GetUtcNow() - content.MintedAt > FormLife
            || OneTimeToken.TryHash(content.Secret) is not { } hash)
        {
            return null;
        }

        var token = new OneTimeToken(content.Secret, hash);
        return new PersonalLink(content.InvitationId, token, UrlOf(token), form!);
    }

    /// <summary>The address a secret is followed at.</summary>
    public string UrlOf(OneTimeToken token) => address.Link($"/invitation/{token.Text}");

    private Content? Read(string? form)
    {
        if (string.IsNullOrEmpty(form) || !Base64Url.IsValid(form))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Content>(sealer.Open(Purpose, Base64Url.DecodeFromChars(form)));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Content(Guid InvitationId, string Secret, Guid ProviderId, Guid? UserId, DateTimeOffset MintedAt);
}

/// <summary>The personal link of one invitation.</summary>
/// <param name="InvitationId">The id the invitation gets.</param>
/// <param name="Token">The secret.</param>
/// <param name="Url">The address that stands in the text.</param>
/// <param name="Form">The sealed value the form carries.</param>
public sealed record PersonalLink(Guid InvitationId, OneTimeToken Token, string Url, string Form)
{
    /// <summary>Keeps the secret out of logs and debuggers.</summary>
    public override string ToString() => $"personal link of {InvitationId}";
}
