using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Subscriptions;

public sealed class SubscriptionVerbTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private GivenPortal Given => portal.Given;

    [Fact]
    public async Task Every_move_is_saved_with_history_and_activity_rows()
    {
        var (provider, _, id) = await SubscriptionAsync();

        await DoAsync<RenameSubscription>(provider, id, (v, seen) => v.ExecuteAsync(new() { SubscriptionId = id, Version = seen, Nickname = "Head office" }, default));
        await DoAsync<ChangeQuantity>(provider, id, (v, seen) => v.ExecuteAsync(new() { SubscriptionId = id, Version = seen, Quantity = " 12 " }, default));
        await DoAsync<ChangePlan>(provider, id, (v, seen) => v.ExecuteAsync(new() { SubscriptionId = id, Version = seen, Plan = "P1Y/annual" }, default));
        await DoAsync<ScheduleRenewalChange>(provider, id, (v, seen) => v.ExecuteAsync(
            new() { SubscriptionId = id, Version = seen, OfferId = "ALT-OFF-BAS", Quantity = "5", Plan = "P1M/monthly" }, default));
        await DoAsync<RevokeRenewalChange>(provider, id, (v, seen) => v.ExecuteAsync(new() { SubscriptionId = id, Version = seen }, default));
        await DoAsync<SetAutoRenew>(provider, id, (v, seen) => v.ExecuteAsync(new() { SubscriptionId = id, Version = seen, On = false }, default));
        await DoAsync<SuspendSubscription>(provider, id, (v, seen) => v.ExecuteAsync(new() { SubscriptionId = id, Version = seen, Reason = "unpaid" }, default));
        await DoAsync<ReactivateSubscription>(provider, id, (v, seen) => v.ExecuteAsync(new() { SubscriptionId = id, Version = seen }, default));
        await DoAsync<CancelSubscription>(provider, id, (v, seen) => v.ExecuteAsync(new() { SubscriptionId = id, Version = seen }, default));

        var saved = await Given.SubscriptionAsync(id);
        Assert.Equal(
            "Ordered Renamed QuantityChanged PlanChanged RenewalChangeScheduled RenewalChangeDropped AutoRenewChanged Suspended Reactivated Canceled",
            saved.Kinds());
        Assert.Equal((SubscriptionState.Canceled, 12, "P1Y", null), (saved.State, saved.Quantity, saved.Term, saved.NextClockAt));
        Assert.Equal(100m, saved.Events[^1].After.RefundPercent);
        Assert.Equal((10, 12), (saved.Events[2].Before.Quantity, saved.Events[2].After.Quantity));
        Assert.Equal((provider.Admin.Id, provider.Admin.Name, "unpaid"), (saved.Events[7].ActorUserId, saved.Events[7].ActorName, saved.Events[7].Reason));
        var actions = await Given.ReadAsync(db => db.AuditRecords.Where(r => r.SubjectId == id).OrderBy(r => r.Id).Select(r => r.Action).ToListAsync());
        Assert.Contains("SubscriptionCanceled", actions);
        Assert.Equal(9, actions.Count);
    }

    [Fact]
    public async Task The_second_of_two_changes_learns_what_the_first_changed()
    {
        var (provider, _, id) = await SubscriptionAsync();
        await DoAsync<ChangeQuantity>(provider, id, (v, _) => v.ExecuteAsync(new() { SubscriptionId = id, Version = 0, Quantity = "12" }, default));

        var second = await portal.ActAsync(provider, (ChangeQuantity v) => v.ExecuteAsync(new() { SubscriptionId = id, Version = 0, Quantity = "15" }, default));

        var error = Assert.Single(second.Errors);
        Assert.Equal(ErrorKind.Conflict, error.Kind);
        Assert.Contains("from 10 to 12", error.Text);
        Assert.DoesNotContain("Ordered", error.Text);
        Assert.Equal(12, (await Given.SubscriptionAsync(id)).Quantity);
    }

    [Fact]
    public async Task Of_changes_at_the_same_moment_one_is_made()
    {
        var (provider, _, id) = await SubscriptionAsync();

        var results = await Task.WhenAll(Enumerable.Range(11, 8).Select(quantity => Task.Run(() =>
            portal.ActAsync(provider, (ChangeQuantity v) => v.ExecuteAsync(new() { SubscriptionId = id, Version = 0, Quantity = $"{quantity}" }, default)))));

        Assert.Single(results, r => r.Succeeded);
        Assert.All(results.Where(r => !r.Succeeded), r => Assert.Equal(ErrorKind.Conflict, Assert.Single(r.Errors).Kind));
        Assert.Equal("Ordered QuantityChanged", (await Given.SubscriptionAsync(id)).Kinds());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("1e1")]
    [InlineData("99999999999")]
    [InlineData("many")]
    [InlineData(null)]
    public async Task What_is_no_number_in_range_is_refused_at_the_field(string? quantity)
    {
        var (provider, _, id) = await SubscriptionAsync();

        var result = await portal.ActAsync(provider, (ChangeQuantity v) => v.ExecuteAsync(new() { SubscriptionId = id, Quantity = quantity }, default));

        Assert.Equal("Quantity", Assert.Single(result.Errors).Field);
        Assert.Equal(0, (await Given.SubscriptionAsync(id)).Version);
    }

    [Fact]
    public async Task Upgrading_all_or_some()
    {
        var (provider, customer, id) = await SubscriptionAsync();

        var some = await portal.ActAsync(provider, (UpgradeSubscription v) => v.ExecuteAsync(new() { SubscriptionId = id, OfferId = "ALT-OFF-PRE", Quantity = "4" }, default));
        Assert.True(some.Succeeded);
        var (source, part) = (await Given.SubscriptionAsync(id), await Given.SubscriptionAsync(some.Value.SubscriptionId));
        Assert.Equal((6, 4, customer.Id, source.TermEndsAt), (source.Quantity, part.Quantity, part.CustomerId, part.TermEndsAt));
        Assert.Equal(part.Id, source.Events[^1].After.OtherSubscriptionId);

        var all = await portal.ActAsync(provider, (UpgradeSubscription v) => v.ExecuteAsync(new() { SubscriptionId = id, Version = 1, OfferId = "ALT-OFF-PRE", Quantity = "6" }, default));
        Assert.True(all.Succeeded);
        Assert.Equal((id, "ALT-OFF-PRE"), (all.Value.SubscriptionId, (await Given.SubscriptionAsync(id)).OfferId));

        var lower = await portal.ActAsync(provider, (UpgradeSubscription v) => v.ExecuteAsync(new() { SubscriptionId = id, Version = 2, OfferId = "ALT-OFF-STD", Quantity = "6" }, default));
        Assert.Equal("OfferId", Assert.Single(lower.Errors).Field);
    }

    [Fact]
    public async Task A_trial_becomes_paid()
    {
        var provider = await Given.ProviderAsync();
        var customer = await Given.CustomerAsync(provider);
        var id = await Given.SubscriptionAsync(provider, customer, "ALT-OFF-STD-TRY", 25);

        await DoAsync<ConvertTrial>(provider, id, (v, seen) => v.ExecuteAsync(new() { SubscriptionId = id, Version = seen, Quantity = "8", Plan = "P1Y/monthly", AtEnd = false }, default));

        var saved = await Given.SubscriptionAsync(id);
        Assert.Equal(("ALT-OFF-STD", 8, "P1Y", true), (saved.OfferId, saved.Quantity, saved.Term, saved.AutoRenew));
    }

    [Fact]
    public async Task Crediting_keeps_from_and_to_and_takes_the_support_contact_along()
    {
        var provider = await Given.ProviderAsync();
        var alpha = await Given.ResellerAsync("Alpha", partnerOf: provider);
        var beta = await Given.ResellerAsync("Beta", partnerOf: provider);
        var customer = await Given.CustomerAsync(provider, culture: "de");
        var id = await Given.SubscriptionAsync(provider, customer, reseller: alpha);
        await DoAsync<ChangeSupportContact>(provider, id, (v, seen) => v.ExecuteAsync(new() { SubscriptionId = id, Version = seen, ResellerId = alpha.Id }, default));
        var told = await portal.MailBox.WaitForAsync(customer.ContactEmail);
        Assert.Contains(alpha.Name, told.Text);

        var result = await portal.ActAsync(provider, (CreditReseller v) => v.ExecuteAsync(new() { SubscriptionId = id, Version = 1, PartnerId = $" {beta.PartnerId} " }, default));

        Assert.Equal(Consequences.SupportContactFellBack, result.Value);
        var saved = await Given.SubscriptionAsync(id);
        Assert.Equal((beta.Id, null), (saved.ResellerId, saved.SupportContactResellerId));
        Assert.Equal([alpha.Id, beta.Id], saved.Credits.Select(c => c.ResellerId));
        Assert.Equal([false, true], saved.Credits.Select(c => c.To is null));

        // Neither reseller's own activity log names the other.
        var rows = await Given.ReadAsync(db => db.AuditRecords.Where(r => r.SubjectId == id && r.Action == "SubscriptionResellerCredited" && r.ProviderId == null).ToListAsync());
        Assert.Equal(new HashSet<Guid?> { alpha.Id, beta.Id }, rows.Select(r => r.ResellerId).ToHashSet());
        Assert.DoesNotContain(rows, r => r.Details!.Contains(alpha.Name) || r.Details.Contains(beta.Name));
    }

    [Fact]
    public async Task A_PartnerID_must_be_one_of_an_active_partner_with_agreement()
    {
        var (provider, _, id) = await SubscriptionAsync();
        var stranger = await Given.ResellerAsync("Stranger");
        var unready = await Given.ResellerAsync("Unready", agreement: false, partnerOf: provider);
        foreach (var typed in new[] { "12", "12345678901", "12a45", stranger.PartnerId, unready.PartnerId })
        {
            var result = await portal.ActAsync(provider, (CreditReseller v) => v.ExecuteAsync(new() { SubscriptionId = id, PartnerId = typed }, default));
            var error = Assert.Single(result.Errors);
            Assert.Equal("PartnerId", error.Field);
            Assert.DoesNotContain("Stranger", error.Text);
        }
    }

    [Fact]
    public async Task Support_contact_is_only_who_is_eligible()
    {
        var (provider, customer, id) = await SubscriptionAsync();
        var partner = await Given.ResellerAsync(partnerOf: provider);
        var result = await portal.ActAsync(provider, (ChangeSupportContact v) => v.ExecuteAsync(new() { SubscriptionId = id, ResellerId = partner.Id }, default));
        Assert.Equal("ResellerId", Assert.Single(result.Errors).Field);

        await AssociateAsync(customer, partner);
        Assert.True((await portal.ActAsync(provider, (ChangeSupportContact v) => v.ExecuteAsync(new() { SubscriptionId = id, ResellerId = partner.Id }, default))).Succeeded);
    }

    [Fact]
    public async Task Ending_a_partnership_is_in_the_history_of_what_it_supported()
    {
        var provider = await Given.ProviderAsync();
        var reseller = await Given.ResellerAsync(partnerOf: provider);
        var id = await Given.SubscriptionAsync(provider, await Given.CustomerAsync(provider), reseller: reseller, supportContact: reseller);

        Assert.True((await portal.ActAsync(reseller, (EndPartnership v) => v.ExecuteAsync(provider.Id, default))).Succeeded);

        var saved = await Given.SubscriptionAsync(id);
        Assert.Equal((reseller.Id, null, null), (saved.ResellerId, saved.SupportContactResellerId, saved.Credits[0].To));
        Assert.Equal((SubscriptionEventKind.SupportContactChanged, reseller.Admin.Name), (saved.Events[^1].Kind, saved.Events[^1].ActorName));
    }

    [Fact]
    public async Task What_needs_a_decision_is_listed_without_what_renews_by_itself()
    {
        var provider = await Given.ProviderAsync();
        var customer = await Given.CustomerAsync(provider);
        var renews = await Given.SubscriptionAsync(provider, customer);
        var stops = await Given.SubscriptionAsync(provider, customer);
        var changes = await Given.SubscriptionAsync(provider, customer);
        var trial = await Given.SubscriptionAsync(provider, customer, "ALT-OFF-STD-TRY", 25);
        var late = await Given.SubscriptionAsync(provider, customer, "ALT-OFF-ENT", 60);
        await DoAsync<SetAutoRenew>(provider, stops, (v, seen) => v.ExecuteAsync(new() { SubscriptionId = stops, Version = seen, On = false }, default));
        await DoAsync<SetAutoRenew>(provider, late, (v, seen) => v.ExecuteAsync(new() { SubscriptionId = late, Version = seen, On = false }, default));
        await DoAsync<ScheduleRenewalChange>(provider, changes, (v, seen) => v.ExecuteAsync(
            new() { SubscriptionId = changes, Version = seen, OfferId = "ALT-OFF-STD", Quantity = "5", Plan = "P1M/monthly" }, default));

        var listed = await portal.ActAsync(provider, (PortalDbContext db) => db.NeedingDecision(Given.Now).Select(s => s.Id).ToListAsync());

        Assert.Equal(new HashSet<Guid> { stops, changes, trial }, listed.ToHashSet());
        Assert.DoesNotContain(renews, listed);
    }

    [Fact]
    public async Task The_page_gets_all_it_shows()
    {
        var provider = await Given.ProviderAsync();
        var alpha = await Given.ResellerAsync(partnerOf: provider);
        var customer = await Given.CustomerAsync(provider, reseller: alpha);
        var id = await Given.SubscriptionAsync(provider, customer, reseller: alpha, supportContact: alpha);

        var details = (await portal.ActAsync(provider, (ReadSubscription v) => v.ExecuteAsync(id, default)))!;
        Assert.Equal((customer.Name, alpha.Name, alpha.Name, true, true), (details.CustomerName, details.ResellerName, details.SupportContact!.Name, details.Manages, details.IsProvider));
        Assert.Equal((1, 300, 10), (details.LowestQuantity, details.HighestQuantity, Assert.Single(details.Reducible).Count));
        Assert.Equal((100m, ClockMove.EndTerm), (details.Refund!.Percent, details.NextStep!.Move));
        Assert.Equal(2, details.History.Count);
        Assert.Single(details.Credits);

        var choices = (await portal.ActAsync(provider, (ReadSubscription v) => v.ChoicesAsync(id, default)))!;
        Assert.Equal(["ALT-OFF-PRE"], choices.Upgrades.Select(o => o.Id));
        Assert.Equal("ALT-OFF-STD", choices.RenewalOffers[0].Id);
        var supporters = await portal.ActAsync(provider, (ReadSubscription v) => v.SupportContactsAsync(id, default));
        Assert.Contains(alpha.Id, supporters.Select(r => r.Id));
    }

    private async Task<(GivenProvider Provider, GivenCustomer Customer, Guid Id)> SubscriptionAsync()
    {
        var provider = await Given.ProviderAsync();
        var customer = await Given.CustomerAsync(provider);
        return (provider, customer, await Given.SubscriptionAsync(provider, customer));
    }

    private Task AssociateAsync(GivenCustomer customer, GivenReseller reseller) =>
        Given.SaveAsync(db => db.Customers.Include(c => c.Resellers).Single(c => c.Id == customer.Id).Associate(reseller.Id, Given.Now));

    private async Task DoAsync<TVerb>(GivenProvider provider, Guid id, Func<TVerb, long, Task<Result<Consequences>>> act)
        where TVerb : notnull
    {
        var seen = (await Given.SubscriptionAsync(id)).Version;
        var result = await portal.ActAsync(provider, (TVerb verb) => act(verb, seen));
        Assert.True(result.Succeeded, string.Join(' ', result.Errors.Select(e => e.Text)));
    }
}
