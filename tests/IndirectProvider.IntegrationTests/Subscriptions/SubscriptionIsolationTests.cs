using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Subscriptions;

/// <summary>Who may move a subscription and who may not, whatever they send.</summary>
public sealed class SubscriptionIsolationTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private GivenPortal Given => portal.Given;

    [Fact]
    public async Task Associated_and_credited_resellers_manage()
    {
        var provider = await Given.ProviderAsync();
        var associated = await Given.ResellerAsync(partnerOf: provider);
        var credited = await Given.ResellerAsync(partnerOf: provider);
        var customer = await Given.CustomerAsync(provider, reseller: associated);
        var id = await Given.SubscriptionAsync(provider, customer, reseller: credited);
        var other = await Given.SubscriptionAsync(provider, customer);

        Assert.True((await RenameAsync(associated, id, 0)).Succeeded);
        Assert.True((await RenameAsync(credited, id, 1)).Succeeded);
        Assert.True((await RenameAsync(associated, other, 0)).Succeeded);
        Assert.Equal(ErrorKind.NotFound, Assert.Single((await RenameAsync(credited, other, 1)).Errors).Kind);
        foreach (var (reseller, version) in new[] { (associated, 2L), (credited, 3L) })
        {
            Assert.True((await portal.ActAsync(reseller, (ChangeQuantity v) => v.ExecuteAsync(new() { SubscriptionId = id, Version = version, Quantity = $"{10 + version}" }, default))).Succeeded);
        }

        Assert.True((await portal.ActAsync(credited, (SuspendSubscription v) => v.ExecuteAsync(new() { SubscriptionId = id, Version = 4 }, default))).Succeeded);
        Assert.True((await portal.ActAsync(credited, (ReactivateSubscription v) => v.ExecuteAsync(new() { SubscriptionId = id, Version = 5 }, default))).Succeeded);
        Assert.True((await portal.ActAsync(credited, (SetAutoRenew v) => v.ExecuteAsync(new() { SubscriptionId = id, Version = 6, On = true }, default))).Succeeded);
        var row = await Given.ReadAsync(db => db.AuditRecords.SingleAsync(r => r.SubjectId == id && r.Action == "SubscriptionSuspended"));
        Assert.Equal((provider.Id, credited.Id, customer.Id), (row.ProviderId, row.ResellerId, row.CustomerId));
    }

    [Fact]
    public async Task Managing_resellers_do_not_do_what_is_the_providers()
    {
        var provider = await Given.ProviderAsync();
        var reseller = await Given.ResellerAsync(partnerOf: provider);
        var customer = await Given.CustomerAsync(provider, reseller: reseller);
        var id = await Given.SubscriptionAsync(provider, customer, reseller: reseller);

        Result[] results =
        [
            await portal.ActAsync(reseller, (CancelSubscription v) => v.ExecuteAsync(new() { SubscriptionId = id }, default)),
            await portal.ActAsync(reseller, (ChangePlan v) => v.ExecuteAsync(new() { SubscriptionId = id, Plan = "P1Y/annual" }, default)),
            await portal.ActAsync(reseller, (ScheduleRenewalChange v) => v.ExecuteAsync(new() { SubscriptionId = id, OfferId = "ALT-OFF-BAS", Quantity = "3", Plan = "P1M/monthly" }, default)),
            await portal.ActAsync(reseller, (RevokeRenewalChange v) => v.ExecuteAsync(new() { SubscriptionId = id }, default)),
            await portal.ActAsync(reseller, (UpgradeSubscription v) => v.ExecuteAsync(new() { SubscriptionId = id, OfferId = "ALT-OFF-PRE", Quantity = "10" }, default)),
            await portal.ActAsync(reseller, (ConvertTrial v) => v.ExecuteAsync(new() { SubscriptionId = id, Quantity = "10" }, default)),
            await portal.ActAsync(reseller, (CreditReseller v) => v.ExecuteAsync(new() { SubscriptionId = id }, default)),
            await portal.ActAsync(reseller, (ChangeSupportContact v) => v.ExecuteAsync(new() { SubscriptionId = id, ResellerId = reseller.Id }, default)),
        ];

        Assert.All(results, r => Assert.Equal(ErrorKind.Forbidden, Assert.Single(r.Errors).Kind));
        Assert.Equal(0, (await Given.SubscriptionAsync(id)).Version);
        Assert.Null(await portal.ActAsync(reseller, (ReadSubscription v) => v.ChoicesAsync(id, default)));
        Assert.Empty(await portal.ActAsync(reseller, (ReadSubscription v) => v.SupportContactsAsync(id, default)));
    }

    [Fact]
    public async Task Support_contacts_read_and_strangers_find_nothing()
    {
        var provider = await Given.ProviderAsync();
        var support = await Given.ResellerAsync(partnerOf: provider);
        var unrelated = await Given.ResellerAsync(partnerOf: provider);
        var foreign = await Given.ResellerAsync(partnerOf: await Given.ProviderAsync());
        var customer = await Given.CustomerAsync(provider);
        var stranger = await Given.CustomerAsync(provider);
        var id = await Given.SubscriptionAsync(provider, customer, supportContact: support);

        Assert.False((await portal.ActAsync(support, (ReadSubscription v) => v.ExecuteAsync(id, default)))!.Manages);
        Assert.Equal(ErrorKind.Forbidden, Assert.Single((await RenameAsync(support, id, 0)).Errors).Kind);
        Assert.False((await portal.ActAsync(customer, (ReadSubscription v) => v.ExecuteAsync(id, default)))!.Manages);
        var own = await portal.ActAsync(customer, (RenameSubscription v) => v.ExecuteAsync(new() { SubscriptionId = id, Nickname = "Mine" }, default));
        Assert.Equal(ErrorKind.Forbidden, Assert.Single(own.Errors).Kind);

        Assert.Equal(ErrorKind.NotFound, Assert.Single((await RenameAsync(unrelated, id, 0)).Errors).Kind);
        Assert.Equal(ErrorKind.NotFound, Assert.Single((await RenameAsync(foreign, id, 0)).Errors).Kind);
        Assert.Null(await portal.ActAsync(unrelated, (ReadSubscription v) => v.ExecuteAsync(id, default)));
        Assert.Null(await portal.ActAsync(stranger, (ReadSubscription v) => v.ExecuteAsync(id, default)));
        var attacker = await Given.ProviderAsync();
        var attack = await portal.ActAsync(attacker, (CancelSubscription v) => v.ExecuteAsync(new() { SubscriptionId = id }, default));
        Assert.Equal(ErrorKind.NotFound, Assert.Single(attack.Errors).Kind);
        Assert.Null(await portal.ActAsync(attacker, (ReadSubscription v) => v.ExecuteAsync(id, default)));
        Assert.Equal(0, (await Given.SubscriptionAsync(id)).Version);
    }

    [Fact]
    public async Task A_partnership_that_ended_meanwhile_ends_managing()
    {
        var provider = await Given.ProviderAsync();
        var reseller = await Given.ResellerAsync(partnerOf: provider);
        var customer = await Given.CustomerAsync(provider, reseller: reseller);
        var id = await Given.SubscriptionAsync(provider, customer, reseller: reseller);
        await Given.SaveAsync(db => db.Partnerships.Single(p => p.ResellerId == reseller.Id).End(Given.Now));

        Assert.Equal(ErrorKind.NotFound, Assert.Single((await RenameAsync(reseller, id, 0)).Errors).Kind);
    }

    [Fact]
    public async Task The_guard_holds_whatever_code_above_it_does()
    {
        var provider = await Given.ProviderAsync();
        var support = await Given.ResellerAsync(partnerOf: provider);
        var managing = await Given.ResellerAsync(partnerOf: provider);
        var customer = await Given.CustomerAsync(provider);
        var id = await Given.SubscriptionAsync(provider, customer, reseller: managing, supportContact: support);
        var by = Actor.Portal;

        // Only supporting: not even a nickname.
        await RefusedAsync(support, s => s.Rename("Taken over", by, Given.Now));

        // Managing: the moves of a manager, but none that touches term, offer, credit or support contact.
        await RefusedAsync(managing, s => s.ChangePlan("P1Y/annual", by, Given.Now));
        await RefusedAsync(managing, s => s.DesignateSupportContact(null, by, Given.Now));
        await RefusedAsync(managing, s => s.CreditReseller(null, true, by, Given.Now));

        Assert.Equal((0L, managing.Id, support.Id), await Given.ReadAsync(db =>
            db.Subscriptions.Where(s => s.Id == id).Select(s => new ValueTuple<long, Guid, Guid>(s.Version, s.ResellerId!.Value, s.SupportContactResellerId!.Value)).SingleAsync()));

        async Task RefusedAsync(GivenReseller reseller, Func<Subscription, Result> move) => await portal.ActAsync(reseller, async (PortalDbContext db) =>
        {
            var subscription = await db.Subscriptions.Include(s => s.Offer).SingleAsync(s => s.Id == id);
            Assert.True(move(subscription).Succeeded);
            return await Assert.ThrowsAsync<TenantViolationException>(() => db.SaveChangesAsync());
        });
    }

    [Fact]
    public async Task A_reseller_adds_and_deletes_no_subscription()
    {
        var provider = await Given.ProviderAsync();
        var reseller = await Given.ResellerAsync(partnerOf: provider);
        var customer = await Given.CustomerAsync(provider, reseller: reseller);
        var id = await Given.SubscriptionAsync(provider, customer, reseller: reseller);

        await portal.ActAsync(reseller, async (PortalDbContext db) =>
        {
            var subscription = await db.Subscriptions.AsNoTracking().SingleAsync(s => s.Id == id);
            db.Subscriptions.Add(Subscription.Start(
                new SubscriptionTerms(provider.Id, customer.Id, subscription.OrderId, "v", "ALT-OFF-STD", "Mine", 1, new("P1M", "monthly"), false, null), Given.Now));
            await Assert.ThrowsAsync<TenantViolationException>(() => db.SaveChangesAsync());
            db.ChangeTracker.Clear();
            db.Subscriptions.Remove(subscription);
            return await Assert.ThrowsAsync<TenantViolationException>(() => db.SaveChangesAsync());
        });
    }

    [Fact]
    public async Task A_history_names_no_other_reseller_to_a_reseller()
    {
        var provider = await Given.ProviderAsync();
        var first = await Given.ResellerAsync("Distinctive Rival", partnerOf: provider);
        var second = await Given.ResellerAsync("Second", partnerOf: provider);
        var customer = await Given.CustomerAsync(provider, reseller: first);
        var id = await Given.SubscriptionAsync(provider, customer, reseller: first);
        Assert.True((await RenameAsync(first, id, 0)).Succeeded);
        Assert.True((await portal.ActAsync(provider, (CreditReseller v) => v.ExecuteAsync(new() { SubscriptionId = id, Version = 1, ResellerId = second.Id }, default))).Succeeded);
        Assert.True((await portal.ActAsync(provider, (ChangeSupportContact v) => v.ExecuteAsync(new() { SubscriptionId = id, Version = 2, ResellerId = first.Id }, default))).Succeeded);

        var seen = (await portal.ActAsync(second, (ReadSubscription v) => v.ExecuteAsync(id, default)))!;

        Assert.Equal([SubscriptionEventKind.Renamed, SubscriptionEventKind.Ordered], seen.History.Select(h => h.Kind));
        Assert.Equal([null, provider.Admin.Name], seen.History.Select(h => h.Actor));
        Assert.Equal(second.Id, Assert.Single(seen.Credits).ResellerId);
        Assert.Null(seen.SupportContact);
        Assert.DoesNotContain("Distinctive Rival", System.Text.Json.JsonSerializer.Serialize(seen));
        Assert.Empty(await portal.ActAsync(await Given.ResellerAsync(partnerOf: provider), (PortalDbContext db) => db.SubscriptionEvents.Where(e => e.SubscriptionId == id).ToListAsync()));
    }

    private Task<Result<Consequences>> RenameAsync(GivenReseller reseller, Guid id, long version) =>
        portal.ActAsync(reseller, (RenameSubscription v) => v.ExecuteAsync(new() { SubscriptionId = id, Version = version, Nickname = $"Nickname {version}" }, default));
}
