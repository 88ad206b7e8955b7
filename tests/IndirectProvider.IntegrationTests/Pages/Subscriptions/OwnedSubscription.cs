using IndirectProvider.Subscriptions;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;

namespace IndirectProvider.IntegrationTests.Pages.Subscriptions;

/// <summary>A subscription, its owner and its address.</summary>
internal sealed record OwnedSubscription(GivenProvider Provider, GivenCustomer Customer, Guid Id)
{
    public string Path => $"/customers/{Customer.Id}/subscriptions/{Id}";
}

internal static class OwnedSubscriptions
{
    /// <summary>A subscription of a new customer of a new provider; 10 licences for a month, bought now.</summary>
    public static async Task<OwnedSubscription> OwnedAsync(this GivenPortal given, string offerId = "ALT-OFF-STD", int quantity = 10)
    {
        var provider = await given.ProviderAsync();
        var customer = await given.CustomerAsync(provider);
        return new(provider, customer, await given.SubscriptionAsync(provider, customer, offerId, quantity));
    }

    /// <summary>Changes the row behind everybody's back, as somebody else would.</summary>
    public static Task MeanwhileAsync(this GivenPortal given, Guid id, Action<Subscription> change) =>
        given.SaveAsync(db =>
        {
            var subscription = db.Subscriptions.Single(s => s.Id == id);
            db.Entry(subscription).Reference(s => s.Offer).Load();
            change(subscription);
        });

    /// <summary>Sends the form, expects to land on the subscription's page, and hands that back.</summary>
    public static async Task<Page> SaveAsync(this HtmlForm form, string button, OwnedSubscription subscription) =>
        await (await form.SubmitAsync(button)).FollowToAsync(subscription.Path);
}
