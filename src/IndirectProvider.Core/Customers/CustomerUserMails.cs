using System.Globalization;
using IndirectProvider.Accounts;
using IndirectProvider.Mail;

namespace IndirectProvider.Customers;

/// <summary>What a customer's users are told by mail about their accounts; never a password.</summary>
internal static class CustomerUserMails
{
    /// <summary>An account was made.</summary>
    public static MailContent Created(PortalUser user, Customer customer, string madeBy, string signInUrl)
    {
        var culture = CultureInfo.GetCultureInfo(user.Culture);
        string T(string english, params object[] arguments) => CoreTexts.In(culture, english, arguments);
        return new MailContent(
            T("Your account at {0}", customer.CompanyName),
            [
                T("Hello {0},", user.FullName),
                T("{0} has made an account for you. You sign in as {1}.", madeBy, user.UserName!),
                T("You receive the temporary password personally, never by mail. It must be changed at the first sign-in and works for {0} days.", AdminCredential.PasswordLife.Days),
            ],
            new MailAction(T("Sign in"), signInUrl),
            T("You receive this message because an account of {0} names this address.", customer.CompanyName));
    }

    /// <summary>The password was reset.</summary>
    public static MailContent PasswordReset(PortalUser user, string companyName, string resetBy, string signInUrl)
    {
        var culture = CultureInfo.GetCultureInfo(user.Culture);
        string T(string english, params object[] arguments) => CoreTexts.In(culture, english, arguments);
        return new MailContent(
            T("Your password was reset"),
            [
                T("Hello {0},", user.FullName),
                T("{0} has reset the password of your account {1}. The old password no longer works.", resetBy, user.UserName!),
                T("You receive the temporary password personally, never by mail. It must be changed at the first sign-in and works for {0} days.", AdminCredential.PasswordLife.Days),
                T("If you did not ask for this, please contact the administrator of {0}.", companyName),
            ],
            new MailAction(T("Sign in"), signInUrl),
            T("You receive this message because an account of {0} names this address.", companyName));
    }
}
