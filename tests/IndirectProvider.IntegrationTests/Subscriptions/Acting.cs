using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.IntegrationTests.Subscriptions;

/// <summary>Calls verbs as the pages do, in the name of a member.</summary>
internal static class Acting
{
    public static Task<T> ActAsync<TVerb, T>(this PortalFactory portal, GivenProvider who, Func<TVerb, Task<T>> act)
        where TVerb : notnull =>
        portal.ActAsync(OrganisationKind.Provider, who.Id, null, null, new Actor(who.Admin.Id, who.Admin.Name, who.Name, null, null), act);

    public static Task<T> ActAsync<TVerb, T>(this PortalFactory portal, GivenReseller who, Func<TVerb, Task<T>> act, string? sourceAddress = null)
        where TVerb : notnull =>
        portal.ActAsync(OrganisationKind.Reseller, null, who.Id, null, new Actor(who.Admin.Id, who.Admin.Name, who.Name, sourceAddress, null), act);

    public static Task<T> ActAsync<TVerb, T>(this PortalFactory portal, GivenCustomer who, Func<TVerb, Task<T>> act)
        where TVerb : notnull =>
        portal.ActAsync(OrganisationKind.Customer, who.ProviderId, null, who.Id, new Actor(who.Admin.Id, who.Admin.Name, who.Name, null, null), act);

    /// <summary>The same for one of the provider's staff who is limited to customers with given tags.</summary>
    public static Task<T> ActLimitedAsync<TVerb, T>(this PortalFactory portal, GivenProvider provider, GivenMember who, Func<TVerb, Task<T>> act)
        where TVerb : notnull =>
        portal.ActAsync(OrganisationKind.Provider, provider.Id, null, null, new Actor(who.Id, who.Name, provider.Name, null, null), act, isLimited: true);

    /// <summary>The row past all filters, with history and credits.</summary>
    public static Task<Subscription> SubscriptionAsync(this GivenPortal given, Guid id) =>
        given.ReadAsync(db => db.Subscriptions.AsNoTracking()
            .Include(s => s.Offer).Include(s => s.Events.OrderBy(e => e.Number)).Include(s => s.Credits.OrderBy(c => c.From))
            .AsSplitQuery()
            .SingleAsync(s => s.Id == id));

    public static string Kinds(this Subscription subscription) => string.Join(' ', subscription.Events.Select(e => e.Kind));

    private static async Task<T> ActAsync<TVerb, T>(
        this PortalFactory portal, OrganisationKind kind, Guid? providerId, Guid? resellerId, Guid? customerId, Actor actor, Func<TVerb, Task<T>> act, bool isLimited = false)
        where TVerb : notnull
    {
        await using var scope = portal.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().ActFor(kind, providerId, resellerId, customerId, actor, isLimited);
        return await act(scope.ServiceProvider.GetRequiredService<TVerb>());
    }
}
