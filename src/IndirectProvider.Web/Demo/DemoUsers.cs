using IndirectProvider.Accounts;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Subscriptions;

namespace IndirectProvider.Web.Demo;

/// <summary>Colleagues of a demo customer's administrator: most have licenses, one has none yet, one was deleted.</summary>
internal static class DemoUsers
{
    private static readonly DemoPerson[] Colleagues =
    [
        new("jana.petersen", "Jana", "Petersen", MemberRole.UserAdmin, ""),
        new("selin.oezkan", "Selin", "Özkan", MemberRole.BillingAdmin, ""),
        new("tom.fischer", "Tom", "Fischer", MemberRole.Member, ""),
        new("ida.lund", "Ida", "Lund", MemberRole.Member, ""),
        new("ben.carter", "Ben", "Carter", MemberRole.Member, ""),
        new("eva.novak", "Eva", "Novák", MemberRole.Member, ""),
    ];

    private const int WithLicenses = 4;

    /// <summary>Adds them to a customer whose subscriptions were added before.</summary>
    public static void Add(PortalDbContext db, Customer customer, string culture, string passwordHash, DateTimeOffset now)
    {
        var at = now.AddDays(-40);
        var subscriptions = db.Subscriptions.Local.Where(s => s.CustomerId == customer.Id && s.State == SubscriptionState.Active).ToList();
        var azure = db.Offers.Where(o => o.IsAzure).Select(o => o.Id).ToHashSet();
        foreach (var (colleague, index) in Colleagues.Select((colleague, index) => (colleague, index)))
        {
            var user = PortalUser.OfCustomer(
                customer.ProviderId, customer.Id, colleague.Name, $"{colleague.UserName}@{customer.Domain}", $"{colleague.UserName}@{customer.DomainPrefix}.example",
                culture, colleague.Roles, at);
            user.ChoosePassword(passwordHash);
            db.Users.Add(user);
            if (index < WithLicenses)
            {
                db.LicenseAssignments.AddRange(subscriptions.Where(s => index < s.Quantity && !azure.Contains(s.OfferId)).Select(s => LicenseAssignment.Of(s, user.Id, index + 1, at)));
            }

            if (index == Colleagues.Length - 1)
            {
                user.Delete(now.AddDays(-12));
            }
        }
    }
}
