using System.Globalization;
using IndirectProvider.Mail;

namespace IndirectProvider.Accounts;

/// <summary>What people who register are told by mail.</summary>
public static class RegistrationMails
{
    /// <summary>The address is to be confirmed.</summary>
    public static MailContent Confirm(PortalUser user, string url, TimeSpan life)
    {
        var culture = CultureInfo.GetCultureInfo(user.Culture);
        string T(string english, params object[] arguments) => CoreTexts.In(culture, english, arguments);
        return new MailContent(
            T("Please confirm your e-mail address"),
            [
                T("Hello {0},", user.FullName),
                T("You registered your company as an indirect reseller. One step is left: confirm that this is your e-mail address."),
                T("The link works once, within the next {0} hours.", life.TotalHours),
            ],
            new MailAction(T("Confirm e-mail address"), url),
            T("If you didn't register, ignore this message. Nothing happens then."));
    }

    /// <summary>Somebody registered with a PartnerID that a company here has.</summary>
    public static MailContent PartnerIdTaken(MailAddressee to, string partnerId, string url)
    {
        var culture = CultureInfo.GetCultureInfo(to.Culture);
        string T(string english, params object[] arguments) => CoreTexts.In(culture, english, arguments);
        return new MailContent(
            T("Your company could not be registered"),
            [
                T("Hello {0},", to.Name),
                T("You registered a company with the PartnerID {0}. It is registered already, so nothing was done.", partnerId),
                T("If it is your company, ask one of its global admins to invite you. Otherwise register with your own PartnerID."),
            ],
            new MailAction(T("Register"), url),
            T("If you didn't register, ignore this message. Nothing happens then."));
    }

    /// <summary>Somebody registered with an address that has an account.</summary>
    public static MailContent HasAccount(PortalUser user, string url)
    {
        var culture = CultureInfo.GetCultureInfo(user.Culture);
        string T(string english, params object[] arguments) => CoreTexts.In(culture, english, arguments);
        return new MailContent(
            T("You already have an account"),
            [
                T("Hello {0},", user.FullName),
                T("Somebody, probably you, wanted to register a company with this e-mail address. It already has an account, so nothing was changed."),
                T("Sign in with it. If you don't remember your password, you can choose a new one there."),
            ],
            new MailAction(T("Sign in"), url),
            T("If you didn't register, ignore this message. Nothing happens then."));
    }
}
