using System.Globalization;
using IndirectProvider.Mail;
using IndirectProvider.Organisations;

namespace IndirectProvider.Customers;

/// <summary>What customers are told by mail.</summary>
public static class CustomerMails
{
    /// <summary>The administrator's password was reset; never carries the password.</summary>
    public static MailContent PasswordReset(Customer customer, string userName, Provider provider)
    {
        var culture = CultureInfo.GetCultureInfo(customer.Culture);
        string T(string english, params object[] arguments) => CoreTexts.In(culture, english, arguments);
        return new MailContent(
            T("The administrator password of {0} was reset", customer.CompanyName),
            [
                T("Hello {0} {1},", customer.ContactFirstName, customer.ContactLastName),
                T("{0} has reset the password of your administrator account {1}. The old password no longer works; your provider or reseller hands over the new temporary one.", provider.DisplayName, userName),
                T("If nobody at your company asked for this, please contact {0} at {1}.", provider.DisplayName, provider.SupportEmail),
            ],
            null,
            T("You receive this message because you are the contact of {0}.", customer.CompanyName));
    }

    /// <summary>The customer's tenant is ready; never carries the password.</summary>
    public static MailContent TenantReady(Customer customer, string userName, Provider provider, string? resellerName, string signInUrl)
    {
        var culture = CultureInfo.GetCultureInfo(customer.Culture);
        string T(string english, params object[] arguments) => CoreTexts.In(culture, english, arguments);
        return new MailContent(
            T("The cloud account of {0} is ready", customer.CompanyName),
            [
                T("Hello {0} {1},", customer.ContactFirstName, customer.ContactLastName),
                resellerName is null
                    ? T("{0} has set up the cloud account of {1}.", provider.DisplayName, customer.CompanyName)
                    : T("{0} has set up the cloud account of {1} together with {2}.", provider.DisplayName, customer.CompanyName, resellerName),
                T("Your administrator signs in as {0}. You receive the temporary password personally, never by mail; it must be changed at the first sign-in and works for {1} days.", userName, AdminCredential.PasswordLife.Days),
            ],
            new MailAction(T("Sign in"), signInUrl),
            T("You receive this message because you are the contact of {0}.", customer.CompanyName));
    }

    /// <summary>A customer was added on the reseller's behalf.</summary>
    public static MailContent AddedForReseller(Customer customer, Provider provider, Reseller reseller)
    {
        var culture = CultureInfo.GetCultureInfo(reseller.Culture);
        string T(string english, params object[] arguments) => CoreTexts.In(culture, english, arguments);
        return new MailContent(
            T("{0} added the customer {1} for you", provider.DisplayName, customer.CompanyName),
            [
                T("Hello {0},", reseller.ContactName),
                T("{0} has added the customer {1} ({2}) on your behalf. You manage its account and subscriptions.", provider.DisplayName, customer.CompanyName, customer.Domain),
            ],
            null,
            T("You receive this message because {0} is an indirect reseller of {1}.", reseller.LegalName, provider.DisplayName));
    }

    /// <summary>The reseller that was support contact is no longer a partner: the provider is the one to turn to.</summary>
    public static MailContent SupportFallsBack(Customer customer, Provider provider, Reseller reseller, IReadOnlyList<string> subscriptions)
    {
        var culture = CultureInfo.GetCultureInfo(customer.Culture);
        string T(string english, params object[] arguments) => CoreTexts.In(culture, english, arguments);
        return new MailContent(
            T("{0} is now your support contact", provider.DisplayName),
            [
                T("Hello {0} {1},", customer.ContactFirstName, customer.ContactLastName),
                T("{0} no longer works with {1}. From now on please turn to {1} for these subscriptions:", reseller.LegalName, provider.DisplayName) + "\n" + string.Join('\n', subscriptions),
                provider.SupportPhone is null
                    ? T("You reach {0} at {1}. Nothing else changes for you.", provider.DisplayName, provider.SupportEmail)
                    : T("You reach {0} at {1} or {2}. Nothing else changes for you.", provider.DisplayName, provider.SupportEmail, provider.SupportPhone),
            ],
            null,
            T("You receive this message because you are the contact of {0}.", customer.CompanyName));
    }
}
