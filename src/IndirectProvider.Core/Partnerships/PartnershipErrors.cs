using IndirectProvider.Mail;

namespace IndirectProvider.Partnerships;

/// <summary>Expected failures of partnerships and their invitations.</summary>
public static class PartnershipErrors
{
    /// <summary>The form with the personal link is too old, altered, or somebody else's.</summary>
    public static readonly Error FormTooOld = Error.Conflict(
        "This page was open for too long, so its personal link could no longer be used. There is a new link in the text now; please check it and go on.");

    /// <summary>The text lost its link, or carries an altered one.</summary>
    public static readonly Error LinkMissing = Error.Invalid(
        nameof(RequestPartnership.Input.Text), "The personal link is missing from the text or was changed. Put the link back.");

    /// <summary>The invitation was sent again from elsewhere, which made another link.</summary>
    public static readonly Error LinkReplaced = Error.Conflict(
        "This invitation was sent again meanwhile, so the link in this text no longer works. Look at the invitation before you go on.");

    /// <summary>The rows were changed by somebody else again and again.</summary>
    public static readonly Error ChangedMeanwhile = Error.Conflict(
        "Somebody else changed this at the same moment. Look at it again before you go on.");

    /// <summary>The addressee was written to often enough.</summary>
    public static Error HadEnough(string email) => Error.Invalid(
        nameof(RequestPartnership.Input.Email), "{0} got {1} invitations within a day. Write again tomorrow, or pass the link on yourself.", email, MailLimits.PerAddresseeAndDay);

    /// <summary>The provider had its share of invitations sent.</summary>
    public static readonly Error SentEnough = Error.Conflict(
        "Your organisation sent {0} invitations within a day, which is the most the portal mails. Go on tomorrow, or pass links on yourself.", MailLimits.PerOrganisationAndDay);

    /// <summary>The countries are in different regions.</summary>
    public static Error OtherRegion(string provider) => Error.Conflict(
        "{0} and your company are in different regions. Partnerships are possible within one region only.", provider);

    /// <summary>A customer can't be the reseller of its own provider.</summary>
    public static Error IsCustomer(string provider) => Error.Conflict(
        "Your company is a customer of {0}. A customer can't be an indirect reseller of the same provider.", provider);
}
