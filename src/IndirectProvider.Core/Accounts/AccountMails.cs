using System.Globalization;
using IndirectProvider.Mail;

namespace IndirectProvider.Accounts;

/// <summary>What people are told by mail about their accounts.</summary>
internal static class AccountMails
{
    /// <summary>The account as addressee.</summary>
    public static MailAddressee To(PortalUser user) => new(user.Email!, user.FullName, user.Culture);

    /// <summary>Somebody, probably the person, forgot the password.</summary>
    public static MailContent PasswordReset(PortalUser user, string url)
    {
        var culture = CultureInfo.GetCultureInfo(user.Culture);
        string T(string english, params object[] arguments) => CoreTexts.In(culture, english, arguments);
        return new MailContent(
            T("Choose a new password"),
            [
                T("Hello {0},", user.FullName),
                T("a new password was requested for your account {0}. This link works once, for {1} hours:", user.UserName!, RequestPasswordReset.LinkLife.TotalHours),
            ],
            new MailAction(T("Choose a new password"), url),
            T("If it was not you, do nothing: your password stays as it is."));
    }

    /// <summary>The person is the first global admin of a new provider.</summary>
    public static MailContent Welcome(PortalUser user, string providerName, string url)
    {
        var culture = CultureInfo.GetCultureInfo(user.Culture);
        string T(string english, params object[] arguments) => CoreTexts.In(culture, english, arguments);
        return new MailContent(
            T("Welcome to the portal for indirect providers"),
            [
                T("Hello {0},", user.FullName),
                T("{0} now has its own place in the portal, and you are its global admin: you request partnerships with indirect resellers, add customers and order subscriptions for them.", providerName),
                T("Choose a password to begin. You sign in as {0}. The link works once, for {1} days.", user.UserName!, SetPassword.LinkLife.Days),
            ],
            new MailAction(T("Choose a password"), url),
            T("You receive this message because the operator of the portal named you as global admin of {0}.", providerName));
    }

    /// <summary>A colleague made the person a user of their organisation.</summary>
    public static MailContent Invitation(PortalUser user, string organisation, string invitedBy, string url)
    {
        var culture = CultureInfo.GetCultureInfo(user.Culture);
        string T(string english, params object[] arguments) => CoreTexts.In(culture, english, arguments);
        return new MailContent(
            T("{0} invites you to the portal for indirect providers", organisation),
            [
                T("Hello {0},", user.FullName),
                T("{0} has made an account for you at {1}. Choose a password to begin. You sign in as {2}.", invitedBy, organisation, user.UserName!),
                T("The link works once, for {0} days.", SetPassword.LinkLife.Days),
            ],
            new MailAction(T("Choose a password"), url),
            T("If you don't know {0}, do nothing: without a password nobody can use the account.", organisation));
    }

    /// <summary>The person is to run the installation.</summary>
    public static MailContent FirstOperator(PortalUser user, string url)
    {
        var culture = CultureInfo.GetCultureInfo(user.Culture);
        string T(string english, params object[] arguments) => CoreTexts.In(culture, english, arguments);
        return new MailContent(
            T("Your portal is ready"),
            [
                T("Hello {0},", user.FullName),
                T("your portal for indirect providers has started. You are its first operator: you create the providers and invite their administrators. Choose a password to begin. The link works once, for {0} days.", SetPassword.LinkLife.Days),
            ],
            new MailAction(T("Choose a password"), url),
            T("You receive this message because your address was named as first operator in the portal's settings."));
    }
}
