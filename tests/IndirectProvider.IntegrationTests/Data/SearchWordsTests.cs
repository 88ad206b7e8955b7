using IndirectProvider.Data;
using IndirectProvider.IntegrationTests.Subscriptions;
using IndirectProvider.Partnerships;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.IntegrationTests.Data;

/// <summary>The words that things are found by: kept with every save, filled in for what is older, and nobody's but their owner's.</summary>
public sealed class SearchWordsTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private GivenPortal Given => portal.Given;

    [Fact]
    public async Task A_customers_words_follow_its_name_and_address()
    {
        var customer = await Given.CustomerAsync(await Given.ProviderAsync(), "Weber Müller");
        var number = customer.Name.Split(' ')[^1];

        Assert.Equal(Sorted("WEBER", "MÜLLER", number, $"CONTACT{number}", "CUSTOMER", $"*{customer.Details.DomainPrefix.ToUpperInvariant()}"), await WordsAsync(customer));

        await Given.SaveAsync(db => Rename(db, customer.Id, "Contoso Ltd"));

        var words = await WordsAsync(customer);
        Assert.Superset(new HashSet<string> { "CONTOSO", "LTD" }, words.ToHashSet());
        Assert.DoesNotContain("WEBER", words);
        Assert.DoesNotContain("MÜLLER", words);
    }

    [Fact]
    public async Task A_save_that_is_tried_again_leaves_the_right_words()
    {
        var customer = await Given.CustomerAsync(await Given.ProviderAsync(), "Weber");
        await portal.Given.ReadAsync(async db =>
        {
            Rename(db, customer.Id, "First");
            EventHandler<SavingChangesEventArgs> fail = (_, _) => throw new IOException();
            db.SavingChanges += fail;
            await Assert.ThrowsAsync<IOException>(() => db.SaveChangesAsync());
            db.SavingChanges -= fail;
            Rename(db, customer.Id, "Weber Second");
            return await db.SaveChangesAsync();
        });

        var words = await WordsAsync(customer);
        Assert.Superset(new HashSet<string> { "WEBER", "SECOND" }, words.ToHashSet());
        Assert.DoesNotContain("FIRST", words);
    }

    [Fact]
    public async Task A_nickname_has_words_while_it_is_not_the_products_name()
    {
        var provider = await Given.ProviderAsync();
        var reseller = await Given.ResellerAsync(partnerOf: provider);
        var id = await Given.SubscriptionAsync(provider, await Given.CustomerAsync(provider), reseller: reseller);

        Assert.Empty(await NicknameWordsAsync(id));
        Assert.True((await RenameAsync(reseller, id, 0, "Sales team")).Succeeded);
        Assert.Equal(["SALES", "TEAM"], await NicknameWordsAsync(id));
        Assert.True((await RenameAsync(reseller, id, 1, "Sales in Köln")).Succeeded);
        Assert.Equal(["IN", "KÖLN", "SALES"], await NicknameWordsAsync(id));
        Assert.True((await RenameAsync(reseller, id, 2, "")).Succeeded);
        Assert.Empty(await NicknameWordsAsync(id));
    }

    [Fact]
    public async Task A_forgotten_reseller_leaves_no_words()
    {
        var reseller = await Given.ResellerAsync();

        Assert.Contains(reseller.PartnerId, await Given.ReadAsync(db => db.ResellerWords.Where(w => w.ResellerId == reseller.Id).Select(w => w.Word).ToListAsync()));
        await Given.SaveAsync(db =>
        {
            db.Users.Remove(db.Users.Single(u => u.ResellerId == reseller.Id));
            db.Resellers.Remove(db.Resellers.Single(r => r.Id == reseller.Id));
        });

        Assert.False(await Given.ReadAsync(db => db.ResellerWords.AnyAsync(w => w.ResellerId == reseller.Id)));
    }

    [Fact]
    public async Task What_is_older_than_the_words_gets_them_once()
    {
        var provider = await Given.ProviderAsync();
        var reseller = await Given.ResellerAsync(partnerOf: provider);
        var (customer, other) = (await Given.CustomerAsync(provider, "Older"), await Given.CustomerAsync(provider, "Other"));
        var id = await Given.SubscriptionAsync(provider, customer, reseller: reseller);
        Assert.True((await RenameAsync(reseller, id, 0, "Sales team")).Succeeded);
        var invitation = await InvitationAsync(provider, "Old Company");
        var (before, beforeOther) = (await WordsAsync(customer), await WordsAsync(other));
        await Given.ReadAsync(async db =>
        {
            await db.CustomerWords.Where(w => w.CustomerId == customer.Id).ExecuteDeleteAsync();
            await db.ResellerWords.Where(w => w.ResellerId == reseller.Id).ExecuteDeleteAsync();
            await db.SubscriptionWords.Where(w => w.SubscriptionId == id).ExecuteDeleteAsync();
            await db.InvitationWords.Where(w => w.InvitationId == invitation).ExecuteDeleteAsync();
            foreach (var kind in new[] { "Customer", "Reseller", "Subscription", "PartnershipInvitation" })
            {
                await db.Database.ExecuteSqlAsync($"""INSERT INTO "WordBacklogs" ("Kind", "DoneTo") VALUES ({kind}, {Guid.Empty})""");
            }

            return true;
        });

        while (await FillAsync())
        {
            // The next batch.
        }

        Assert.Equal(before, await WordsAsync(customer));
        Assert.Equal(beforeOther, await WordsAsync(other));
        Assert.True(await Given.ReadAsync(db => db.ResellerWords.AnyAsync(w => w.ResellerId == reseller.Id)));
        Assert.Equal(["SALES", "TEAM"], await NicknameWordsAsync(id));
        Assert.Equal(
            Sorted("NINA", "NEWCOMER", "OLD", "COMPANY"),
            Sorted([.. await Given.ReadAsync(db => db.InvitationWords.Where(w => w.InvitationId == invitation).Select(w => w.Word).ToListAsync())]));
        Assert.False(await FillAsync());
    }

    [Fact]
    public async Task By_facts_of_an_account_a_reseller_finds_only_what_it_administers()
    {
        var provider = await Given.ProviderAsync();
        var reseller = await Given.ResellerAsync(partnerOf: provider);
        var (own, supported, strange) = (await Given.CustomerAsync(provider, reseller: reseller), await Given.CustomerAsync(provider), await Given.CustomerAsync(provider));
        await Given.SubscriptionAsync(provider, supported, supportContact: reseller);
        Guid[] all = [own.Id, supported.Id, strange.Id];
        await Given.SaveAsync(db => db.Customers.Where(c => all.Contains(c.Id)).ToList()
            .ForEach(customer => db.Entry(customer).Property(c => c.ContactEmail).CurrentValue = "info@elsewhere.example"));

        var words = await portal.ActAsync(reseller, (PortalDbContext db) => db.CustomerWords.Select(w => new { w.CustomerId, w.OfAccount }).Distinct().ToListAsync());

        Assert.Equal(3, words.Count);
        Assert.Contains(new { CustomerId = own.Id, OfAccount = false }, words);
        Assert.Contains(new { CustomerId = own.Id, OfAccount = true }, words);
        Assert.Contains(new { CustomerId = supported.Id, OfAccount = false }, words);
        Assert.DoesNotContain(words, w => w.CustomerId == strange.Id);
    }

    [Fact]
    public async Task Another_providers_words_are_neither_read_nor_written()
    {
        var (provider, attacker) = (await Given.ProviderAsync(), await Given.ProviderAsync());
        var reseller = await Given.ResellerAsync(partnerOf: provider);
        var customer = await Given.CustomerAsync(provider);
        var id = await Given.SubscriptionAsync(provider, customer, reseller: reseller);
        Assert.True((await RenameAsync(reseller, id, 0, "Victim")).Succeeded);
        await InvitationAsync(provider, "Victim");
        var rows = await Given.ReadAsync(db => db.CustomerWords.AsNoTracking().Where(w => w.CustomerId == customer.Id).ToListAsync());

        await portal.ActAsync(attacker, async (PortalDbContext db) =>
        {
            Assert.Empty(await db.CustomerWords.ToListAsync());
            Assert.Empty(await db.ResellerWords.ToListAsync());
            Assert.Empty(await db.SubscriptionWords.ToListAsync());
            Assert.Empty(await db.InvitationWords.ToListAsync());
            db.CustomerWords.RemoveRange(rows);
            return await Assert.ThrowsAsync<TenantViolationException>(() => db.SaveChangesAsync());
        });
    }

    private static string[] Sorted(params string[] words) => [.. words.Order(StringComparer.Ordinal)];

    private static void Rename(PortalDbContext db, Guid id, string name) =>
        db.Entry(db.Customers.Find(id)!).Property(c => c.CompanyName).CurrentValue = name;

    private async Task<Guid> InvitationAsync(GivenProvider provider, string company)
    {
        var invitation = PartnershipInvitation.Draft(
            Guid.CreateVersion7(Given.Now), provider.Id, OneTimeToken.Mint(), new InvitationMessage("nina@newcomer.example", "Nina Newcomer", company, "en", "Text"),
            new Actor(provider.Admin.Id, provider.Admin.Name, provider.Name, null, null), TimeSpan.FromDays(30), Given.Now);
        await Given.SaveAsync(db => db.PartnershipInvitations.Add(invitation));
        return invitation.Id;
    }

    private async Task<bool> FillAsync()
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FillWords>().ExecuteAsync(CancellationToken.None);
    }

    private async Task<IReadOnlyList<string>> WordsAsync(GivenCustomer customer)
    {
        var words = await Given.ReadAsync(db => db.CustomerWords.Where(w => w.CustomerId == customer.Id).Select(w => new { w.Word, w.OfAccount }).ToListAsync());
        return Sorted([.. words.Select(w => (w.OfAccount ? "*" : "") + w.Word)]);
    }

    private async Task<IReadOnlyList<string>> NicknameWordsAsync(Guid id) =>
        Sorted([.. await Given.ReadAsync(db => db.SubscriptionWords.Where(w => w.SubscriptionId == id).Select(w => w.Word).ToListAsync())]);

    private async Task<Result<Consequences>> RenameAsync(GivenReseller reseller, Guid id, long version, string name) =>
        await portal.ActAsync(reseller, (RenameSubscription v) => v.ExecuteAsync(new() { SubscriptionId = id, Version = version, Nickname = name }, default));
}
