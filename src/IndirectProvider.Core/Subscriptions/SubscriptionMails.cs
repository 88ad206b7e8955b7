using System.Globalization;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>What customers are told about their subscriptions.</summary>
public static class SubscriptionMails
{
    /// <summary>Who to turn to from now on.</summary>
    public static MailContent SupportContactChanged(Customer customer, string nickname, string name, string email, string? phone)
    {
        var culture = CultureInfo.GetCultureInfo(customer.Culture);
        string T(string english, params object[] arguments) => CoreTexts.In(culture, english, arguments);
        return new MailContent(
            T("Your support contact for {0}", nickname),
            [
                T("Hello {0} {1},", customer.ContactFirstName, customer.ContactLastName),
                T("from now on, please turn to {0} with questions about {1}:", name, nickname),
                string.IsNullOrEmpty(phone) ? email : $"{email}\n{phone}",
            ],
            null,
            T("You receive this message because you are the contact of {0}.", customer.CompanyName));
    }

    /// <summary>Tells the customer of its new support contact; the caller saves.</summary>
    internal static async Task PostSupportContactAsync(
        this Outbox outbox, PortalDbContext db, Subscription subscription, CancellationToken cancel)
    {
        var customer = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == subscription.CustomerId, cancel);
        var provider = await db.Providers.AsNoTracking().SingleAsync(p => p.Id == subscription.ProviderId, cancel);
        var reseller = subscription.SupportContactResellerId is { } id
            ? await db.Resellers.AsNoTracking().SingleAsync(r => r.Id == id, cancel)
            : null;
        outbox.Post(
            db,
            subscription.ProviderId,
            "SupportContactChanged",
            new MailAddressee(customer.ContactEmail, $"{customer.ContactFirstName} {customer.ContactLastName}", customer.Culture),
            reseller is null
                ? SupportContactChanged(customer, subscription.Nickname, provider.DisplayName, provider.SupportEmail, provider.SupportPhone)
                : SupportContactChanged(customer, subscription.Nickname, reseller.LegalName, reseller.SupportEmail, reseller.SupportPhone),
            provider.SupportEmail);
    }
}
