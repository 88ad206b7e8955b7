using System.Globalization;
using IndirectProvider.Customers;
using IndirectProvider.Mail;
using IndirectProvider.Organisations;

namespace IndirectProvider.Orders;

/// <summary>What customers and resellers are told about orders for existing customers.</summary>
public static class OrderMails
{
    /// <summary>To the customer's contact.</summary>
    public static MailContent SubscriptionsAdded(Customer customer, Provider provider, IEnumerable<OrderLine> lines)
    {
        var culture = CultureInfo.GetCultureInfo(customer.Culture);
        string T(string english, params object[] arguments) => CoreTexts.In(culture, english, arguments);
        return new MailContent(
            T("New subscriptions for {0}", customer.CompanyName),
            [
                T("Hello {0} {1},", customer.ContactFirstName, customer.ContactLastName),
                T("{0} has added subscriptions for {1}. They are ready to use:", provider.DisplayName, customer.CompanyName),
                List(lines, T),
            ],
            null,
            T("You receive this message because you are the contact of {0}.", customer.CompanyName));
    }

    /// <summary>To a reseller that manages the account or is credited; names only lines it may see.</summary>
    public static MailContent SubscriptionsAddedForReseller(Customer customer, Provider provider, Reseller reseller, IEnumerable<OrderLine> lines)
    {
        var culture = CultureInfo.GetCultureInfo(reseller.Culture);
        string T(string english, params object[] arguments) => CoreTexts.In(culture, english, arguments);
        return new MailContent(
            T("{0} added subscriptions for {1}", provider.DisplayName, customer.CompanyName),
            [
                T("Hello {0},", reseller.ContactName),
                T("{0} has added subscriptions that you manage for {1}:", provider.DisplayName, customer.CompanyName),
                List(lines, T),
            ],
            null,
            T("You receive this message because {0} is an indirect reseller of {1}.", reseller.LegalName, provider.DisplayName));
    }

    private static string List(IEnumerable<OrderLine> lines, Func<string, object[], string> text) =>
        string.Join('\n', lines.Select(l => l.Quantity == 1
            ? text("{0}: 1 license", [l.OfferName])
            : text("{0}: {1} licenses", [l.OfferName, l.Quantity])));
}
