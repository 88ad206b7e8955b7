using IndirectProvider.Mail;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.BrowserTests;

/// <summary>A provider, a reseller and customers that have something of every kind, and the pages that hide behind it.</summary>
internal sealed class EveryPageScene(GivenPortal given, string culture)
{
    private GivenProvider _provider = null!;
    private GivenReseller _reseller = null!;
    private GivenCustomer _customer = null!;
    private GivenCustomer _supported = null!;
    private GivenCustomer _empty = null!;
    private GivenMember _colleague = null!;
    private GivenMember _leaver = null!;
    private Guid _subscription;
    private Guid _trial;
    private Guid _suspended;
    private Guid _canceled;
    private Guid _read;

    /// <summary>Makes it all.</summary>
    public async Task<EveryPageScene> BuildAsync()
    {
        _provider = await given.ProviderAsync(culture: culture);
        _reseller = await given.ResellerAsync("Beratungsgesellschaft Müller-Lüdenscheidt und Partner Systemhaus", culture: culture, partnerOf: _provider);
        _empty = await given.CustomerAsync(_provider, culture: culture);
        _supported = await given.CustomerAsync(_provider, culture: culture);
        _customer = await given.CustomerAsync(_provider, "Brandt & Söhne Logistik- und Speditionsgesellschaft", _reseller, culture);
        _colleague = await given.UserAsync(_customer);
        _leaver = await given.UserAsync(_customer);
        _read = await given.SubscriptionAsync(_provider, _supported, supportContact: _reseller);
        _trial = await given.SubscriptionAsync(_provider, _customer, "ALT-ANA-PRO-TRY", 25);
        _suspended = await given.SubscriptionAsync(_provider, _customer, "ALT-IDN-STD", 30);
        _canceled = await given.SubscriptionAsync(_provider, _customer, "ALT-PRJ-ESS", 4);
        await given.SubscriptionAsync(_provider, _customer, "ALT-CLD-PLN", 1);
        _subscription = await given.SubscriptionAsync(_provider, _customer, reseller: _reseller, supportContact: _reseller);
        await given.SaveAsync(db =>
        {
            Subscription Find(Guid id) => db.Subscriptions.Include(s => s.Offer).Single(s => s.Id == id);
            Find(_suspended).Suspend("Invoice of March is open.", Actor.Portal, given.Now);
            Find(_canceled).Cancel("Ordered by mistake.", Actor.Portal, given.Now);
            db.Users.Single(u => u.Id == _leaver.Id).Delete(given.Now);
            foreach (var provider in new[] { _provider.Id, (Guid?)null })
            {
                var failed = OutgoingMail.Waiting(provider, new MailAddressee("nobody@newcomer.example", "Nora Nobody", culture), "TenantReady", [1], null, given.Now);
                failed.MarkFailed(MailProblem.RecipientRefused, "550 No such user here", given.Now);
                db.OutgoingMails.Add(failed);
            }

            db.LicenseAssignments.Add(LicenseAssignment.Of(Find(_subscription), _colleague.Id, 1, given.Now));
        });
        return this;
    }

    /// <summary>The global admin of that kind of organisation.</summary>
    public GivenMember Member(EveryPageTests.Who who) => who switch
    {
        EveryPageTests.Who.ProviderAdmin => _provider.Admin,
        EveryPageTests.Who.ResellerAdmin => _reseller.Admin,
        _ => _customer.Admin,
    };

    /// <summary>What links don't lead to, because the first page of its kind that they lead to is another one.</summary>
    public IEnumerable<string> Pages(EveryPageTests.Who who) => who switch
    {
        EveryPageTests.Who.ProviderAdmin =>
        [
            $"/customers?open={_customer.Id}", "/customers?q=nobody", $"/subscriptions?open={_subscription}", "/subscriptions?q=nobody",
            .. Users($"/customers/{_customer.Id}/users"), .. SubscriptionsOf(_customer, _subscription, _trial, _suspended, _canceled),
            $"/customers/{_customer.Id}/subscriptions/{_canceled}/licenses",
            .. from customer in new[] { _customer, _empty }
               from tab in new[] { "", "/orders", "/account", "/users", "/admin-relationships", "/activity" }
               select $"/customers/{customer.Id}{tab}",
        ],
        EveryPageTests.Who.ResellerAdmin =>
        [
            $"/customers?open={_customer.Id}", $"/subscriptions?open={_subscription}", $"/customers/{_customer.Id}", $"/customers/{_supported.Id}",
            .. Users($"/customers/{_customer.Id}/users"), .. SubscriptionsOf(_customer, _subscription, _suspended), .. SubscriptionsOf(_supported, _read),
        ],
        EveryPageTests.Who.CustomerAdmin =>
        [
            $"/subscriptions?open={_subscription}", "/subscriptions?q=nobody", .. Users("/users"), .. SubscriptionsOf(_customer, _subscription, _suspended),
        ],
        _ => [],
    };

    private static IEnumerable<string> SubscriptionsOf(GivenCustomer customer, params Guid[] ids) =>
        ids.Select(id => $"/customers/{customer.Id}/subscriptions/{id}");

    private IEnumerable<string> Users(string root) =>
    [
        $"{root}/assign?user={_colleague.Id}&user={_customer.Admin.Id}", $"{root}/assign", $"{root}?state=deleted", $"{root}/{_colleague.Id}",
        $"{root}/{_leaver.Id}", $"{root}/{_leaver.Id}/restore",
    ];
}
