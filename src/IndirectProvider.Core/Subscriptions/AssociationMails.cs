using System.Globalization;
using IndirectProvider.Customers;
using IndirectProvider.Mail;
using IndirectProvider.Organisations;

namespace IndirectProvider.Subscriptions;

/// <summary>What customers, resellers and providers are told when a reseller begins or ceases to manage a customer's account.</summary>
public static class AssociationMails
{
    /// <summary>To the customer: this reseller manages the account now.</summary>
    public static MailContent BegunForCustomer(Customer customer, Provider provider, Reseller reseller) => ForCustomer(
        customer,
        T => T("{0} now manages your account", [reseller.LegalName]),
        T =>
        [
            T("{0} has made {1} an administrator of the account of {2}. It can change the account, its users and all subscriptions.", [provider.DisplayName, reseller.LegalName, customer.CompanyName]),
            T("You reach {0} at {1} or {2}. Your administrator can remove its administration at any time under Partners in the portal.", [reseller.LegalName, reseller.SupportEmail, reseller.SupportPhone]),
        ]);

    /// <summary>To the customer: this reseller manages the account no longer; and who supports subscriptions that it supported.</summary>
    public static MailContent EndedForCustomer(Customer customer, Provider provider, Reseller reseller, bool byCustomer, IReadOnlyList<string> fallenBack) => ForCustomer(
        customer,
        T => T("{0} no longer manages your account", [reseller.LegalName]),
        T =>
        [
            byCustomer
                ? T("Your administrator has removed the administration of {0}. It no longer has access to the account of {1}.", [reseller.LegalName, customer.CompanyName])
                : T("{0} has removed {1} as an administrator of the account of {2}.", [provider.DisplayName, reseller.LegalName, customer.CompanyName]),
            .. fallenBack.Count == 0 ? Array.Empty<string>() :
            [
                T("From now on please turn to {0} at {1} for these subscriptions:", [provider.DisplayName, provider.SupportEmail]) + "\n" + string.Join('\n', fallenBack),
            ],
        ]);

    /// <summary>To the reseller: it manages the customer's account now.</summary>
    public static MailContent BegunForReseller(Customer customer, Provider provider, Reseller reseller) => ForReseller(
        provider,
        reseller,
        T => T("You now manage {0}", [customer.CompanyName]),
        T => T("{0} has given you the administration of its customer {1} ({2}): the account, its users and all subscriptions.", [provider.DisplayName, customer.CompanyName, customer.Domain]));

    /// <summary>To the reseller: it manages the customer's account no longer.</summary>
    public static MailContent EndedForReseller(Customer customer, Provider provider, Reseller reseller, bool byCustomer) => ForReseller(
        provider,
        reseller,
        T => T("You no longer manage {0}", [customer.CompanyName]),
        T => byCustomer
            ? T("{0} has removed your administration of its account. Subscriptions on which you are credited stay yours to manage.", [customer.CompanyName])
            : T("{0} has removed your administration of its customer {1}. Subscriptions on which you are credited stay yours to manage.", [provider.DisplayName, customer.CompanyName]));

    /// <summary>To the provider: the customer removed the reseller.</summary>
    public static MailContent RemovedByCustomer(string culture, string name, Customer customer, Provider provider, Reseller reseller)
    {
        string T(string english, params object[] arguments) => CoreTexts.In(CultureInfo.GetCultureInfo(culture), english, arguments);
        return new MailContent(
            T("{0} has removed the administration of {1}", customer.CompanyName, reseller.LegalName),
            [
                T("Hello {0},", name),
                T("The administrator of {0} has removed the administration of {1}. Where {1} was the support contact without being credited, {2} is now.", customer.CompanyName, reseller.LegalName, provider.DisplayName),
            ],
            null,
            T("You receive this message because you work for {0}.", provider.DisplayName));
    }

    private static MailContent ForCustomer(Customer customer, Func<Text, string> subject, Func<Text, string[]> paragraphs)
    {
        var T = In(customer.Culture);
        return new MailContent(
            subject(T),
            [T("Hello {0} {1},", [customer.ContactFirstName, customer.ContactLastName]), .. paragraphs(T)],
            null,
            T("You receive this message because you are the contact of {0}.", [customer.CompanyName]));
    }

    private static MailContent ForReseller(Provider provider, Reseller reseller, Func<Text, string> subject, Func<Text, string> paragraph)
    {
        var T = In(reseller.Culture);
        return new MailContent(
            subject(T),
            [T("Hello {0},", [reseller.ContactName]), paragraph(T)],
            null,
            T("You receive this message because {0} is an indirect reseller of {1}.", [reseller.LegalName, provider.DisplayName]));
    }

    private static Text In(string culture)
    {
        var info = CultureInfo.GetCultureInfo(culture);
        return (english, arguments) => CoreTexts.In(info, english, arguments);
    }

    private delegate string Text(string english, object[] arguments);
}
