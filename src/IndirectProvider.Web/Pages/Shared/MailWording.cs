using IndirectProvider.Mail;
using IndirectProvider.Partnerships;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>What a mail is about, where it stands and why it was not delivered, in the reader's language.</summary>
public static class MailWording
{
    /// <summary>Where it stands.</summary>
    public static Badge Of(MailState state, IStringLocalizer T) => state switch
    {
        MailState.Waiting => new(T["Waiting"], "info"),
        MailState.Sent => new(T["Sent"], "success"),
        MailState.Failed => new(T["Failed"], "danger"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>What sort of mail it is; null for a sort that this version of the portal doesn't know.</summary>
    public static string? KindOf(string kind, IStringLocalizer T) => Sort(kind, T)?.Value;

    private static LocalizedString? Sort(string kind, IStringLocalizer T) => kind switch
    {
        PartnershipMails.InvitationKind => T["Invitation to a partnership"],
        "PartnershipMade" => T["A partnership began"],
        "PartnershipEnded" => T["A partnership ended"],
        "AssociationChanged" => T["A reseller's administration of a customer changed"],
        "SupportContactChanged" => T["Another support contact"],
        "TenantReady" => T["A customer's tenant is ready"],
        "CustomerAddedForReseller" => T["New customer for a reseller"],
        "SubscriptionsAdded" => T["New subscriptions"],
        "SubscriptionsAddedForReseller" => T["New subscriptions, for the reseller"],
        "AdminPasswordReset" => T["A customer's administrator password was reset"],
        "UserCreated" => T["New account at a customer"],
        "UserPasswordReset" => T["A user's password was reset"],
        "MemberInvitation" => T["Invitation of a user"],
        "PasswordReset" => T["Link to set a password"],
        "ProfileRequestDecided" => T["Answer to a profile request"],
        "Registration" => T["Registration of a reseller"],
        "Welcome" => T["Welcome to a new provider"],
        "FirstOperator" => T["Invitation of the first operator"],
        _ => null,
    };

    /// <summary>Why a try did not deliver it.</summary>
    public static string Of(MailProblem problem, IStringLocalizer T) => problem switch
    {
        MailProblem.Unreachable => T["The mail server can't be reached."],
        MailProblem.Certificate => T["There is no secure connection to the mail server: its certificate was not accepted."],
        MailProblem.SignInRefused => T["The mail server did not accept the portal's user name and password."],
        MailProblem.NotOffered => T["The mail server does not offer the encryption or sign-in that the portal's settings demand."],
        MailProblem.TurnedAway => T["The mail server takes no mails from the portal at the moment."],
        MailProblem.SenderRefused => T["The mail server did not accept the portal's own address as sender."],
        MailProblem.RecipientPutOff => T["The mail server takes no mails for this address at the moment."],
        MailProblem.RecipientRefused => T["The mail server refused this address for good. Check that it is right."],
        MailProblem.MessagePutOff => T["The mail server did not take this mail at the moment."],
        MailProblem.MessageRefused => T["The mail server refused this mail for good."],
        MailProblem.BrokenOff => T["The connection to the mail server broke off."],
        MailProblem.TooSlow => T["The mail server took too long to answer."],
        MailProblem.AddressUnusable => T["This is no address that a mail can be sent to."],
        MailProblem.AddressNotTaken => T["The mail server takes no addresses with other than plain letters."],
        MailProblem.ContentUnreadable => T["The portal can no longer read what this mail said: the key it was sealed with is gone."],
        MailProblem.NotWritten => T["The mail could not be written to its folder."],
        MailProblem.Unexpected => T["Sending failed because of a defect of the portal."],
        _ => throw new ArgumentOutOfRangeException(nameof(problem)),
    };

    /// <summary>Why the last try did not deliver it, with the server's own words, or null.</summary>
    public static string? Of(MailProblem? problem, string? reply, IStringLocalizer T)
    {
        var reason = problem is { } known ? Of(known, T) : null;
        var answer = string.IsNullOrEmpty(reply) ? null : problem is null ? reply : $"{T["The mail server answered"]}: {reply}";
        return reason is null ? answer : answer is null ? reason : $"{reason} {answer}";
    }
}
