using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.IntegrationTests.Subscriptions;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.ActivityLog;

/// <summary>The activity log as each side reads it.</summary>
public sealed class ActivityLogTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task All_sides_read_what_was_done_for_a_customer_each_with_what_it_may_know()
    {
        var (provider, reseller, customer, subscription) = await WorldAsync();
        await RenameAsync(reseller, subscription, "Reception desk");

        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        (await staff.OpenAsync("/activity")).ExpectText("The subscription Reception desk was renamed")
            .ExpectText(reseller.Admin.Name).ExpectText(reseller.Name).ExpectText($"for {customer.Name}").ExpectText("→ Reception desk");

        using var partner = await portal.Given.SignedInAsync(reseller.Admin);
        var row = (await partner.OpenAsync("/activity")).Row("The subscription Reception desk was renamed");
        var page = await (await partner.OpenAsync("/activity")).ClickAsync("The subscription Reception desk was renamed", row);
        page.ExpectText($"{reseller.Admin.Name} ({reseller.Name}) for {customer.Name}").ExpectText("Also concerns").ExpectText(provider.Name);
        Assert.Equal("198.51.100.9", page.Value("Source address"));

        using var owner = await portal.Given.SignedInAsync(customer.Admin);
        var own = await owner.OpenAsync(page.Path);
        own.ExpectText($"{reseller.Admin.Name} ({reseller.Name}) for {customer.Name}").ExpectText("Nickname:");
        Assert.DoesNotContain("198.51.100.9", own.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("198.51.100.9", (await staff.OpenAsync(page.Path)).Html, StringComparison.Ordinal);
        (await owner.OpenAsync("/activity")).ExpectText("Reception desk").ExpectText($"{customer.Admin.Name} signed in");
    }

    [Fact]
    public async Task Nobody_opens_a_line_that_does_not_concern_the_own_organisation()
    {
        var (provider, _, customer, subscription) = await WorldAsync();
        var other = await portal.Given.ResellerAsync("Secondary", partnerOf: provider);
        await RenameAsync(provider, subscription, "Back office");
        var ofCustomer = await RowAsync(AuditAction.SubscriptionRenamed, subscription);
        var ofProvider = await portal.Given.ReadAsync(db => db.AuditRecords
            .Where(r => r.Action == AuditAction.SignedIn && r.SubjectId == customer.Admin.Id).Select(r => (Guid?)r.Id).FirstOrDefaultAsync());
        Assert.Null(ofProvider);
        using var customers = await portal.Given.SignedInAsync(customer.Admin);
        var signIn = await RowAsync(AuditAction.SignedIn, customer.Admin.Id);

        var neighbour = await portal.Given.CustomerAsync(provider);
        var stranger = await portal.Given.ProviderAsync();
        foreach (var attacker in new[] { other.Admin, neighbour.Admin, stranger.Admin, await portal.Given.OperatorAsync() })
        {
            using var client = await portal.Given.SignedInAsync(attacker);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/activity/{ofCustomer}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/activity/{signIn}")).Status);
            foreach (var list in new[] { "/activity", "/activity?handler=Export", $"/activity?customer={Uri.EscapeDataString(customer.Name)}" })
            {
                var page = await client.GetAsync(list);
                Assert.DoesNotContain("Back office", page.Html, StringComparison.Ordinal);
                Assert.DoesNotContain($"for {customer.Name}", page.Html, StringComparison.Ordinal);
            }
        }

        // A customer's people sign in for themselves; that is not the provider's business.
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync($"/activity/{signIn}")).Status);
    }

    [Fact]
    public async Task A_reseller_learns_neither_who_else_works_there_nor_what_became_of_a_customer_it_lost()
    {
        var (provider, reseller, customer, _) = await WorldAsync();
        var rival = await portal.Given.ResellerAsync("Rival", partnerOf: provider);
        var both = new Concerned(provider.Id, reseller.Id, customer.Id);
        await SaveAsync(
            Row(rival, AuditAction.SubscriptionSuspended, Guid.NewGuid(), "Shared plan", both),
            Row(provider, AuditAction.CustomerChanged, customer.Id, customer.Name, both, """{"before":{"email":"old@secret.example"},"after":{"email":"new@secret.example"}}"""),
            Row(provider, AuditAction.UserChanged, Guid.NewGuid(), "Ursula Unknown", both),
            Row(reseller, AuditAction.UserCreated, Guid.NewGuid(), "Own Doing", both, """{"userName":"own@secret.example"}"""));
        using var client = await portal.Given.SignedInAsync(reseller.Admin);
        var page = await client.OpenAsync("/activity");
        page.ExpectText("Shared plan was suspended").ExpectText("Another company").ExpectText("new@secret.example").ExpectText("Ursula Unknown");
        Assert.DoesNotContain("Rival", page.Html, StringComparison.Ordinal);

        await portal.ActAsync<RemoveAssociation, Result>(provider, remove => remove.ExecuteAsync(customer.Id, reseller.Id, default));

        page = await client.OpenAsync("/activity");
        page.ExpectText($"The administration of {customer.Name} was taken").ExpectText("The user Own Doing was created");
        Assert.DoesNotContain("secret.example", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Ursula Unknown", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Shared plan", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("secret.example", (await client.GetAsync("/activity?handler=Export")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operators_read_what_concerns_the_installation_and_nothing_of_a_providers_customers()
    {
        var (provider, _, customer, subscription) = await WorldAsync();
        await RenameAsync(provider, subscription, "Not for operators");
        var someone = await portal.Given.OperatorAsync();
        using var client = await portal.Given.SignedInAsync(someone);
        var name = $"Fresh Distribution {Guid.NewGuid():N}";
        await SaveAsync(
            Row(provider, AuditAction.ProviderSupportChanged, provider.Id, provider.Name, new Concerned(provider.Id) { Operators = true }),
            AuditRecord.Of(portal.Clock.Now, new Actor(someone.Id, someone.Name, "IndirectProvider", null, null) { OrganisationId = Guid.Empty }, AuditAction.ProviderCreated, Guid.NewGuid(), name, new Concerned(provider.Id), null));

        var page = await client.OpenAsync("/activity?size=100");

        page.ExpectText($"{someone.Name} signed in").ExpectText($"The provider {name} was added").ExpectText($"The support details of {provider.Name} were changed");
        Assert.DoesNotContain("Not for operators", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(customer.Name, page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(provider.Admin.Name + " signed in", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_those_whom_it_concerns_by_role_open_it()
    {
        var (provider, reseller, customer, _) = await WorldAsync();
        var allowed = new[] { await portal.Given.StaffAsync(provider, MemberRole.AdminAgent), await portal.Given.StaffAsync(reseller, MemberRole.AdminAgent) };
        var refused = new[]
        {
            await portal.Given.StaffAsync(provider, MemberRole.SalesAgent | MemberRole.HelpdeskAgent | MemberRole.UserAdmin | MemberRole.BillingAdmin),
            await portal.Given.StaffAsync(reseller, MemberRole.SalesAgent | MemberRole.HelpdeskAgent | MemberRole.UserAdmin | MemberRole.BillingAdmin),
            await portal.Given.UserAsync(customer, MemberRole.UserAdmin | MemberRole.BillingAdmin),
        };
        foreach (var member in allowed)
        {
            using var client = await portal.Given.SignedInAsync(member);
            Assert.True((await client.OpenAsync("/")).HasLink("Activity log"));
            await client.OpenAsync("/activity");
        }

        foreach (var member in refused)
        {
            using var client = await portal.Given.SignedInAsync(member);
            Assert.False((await client.OpenAsync("/")).HasLink("Activity log"));
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/activity")).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/activity?handler=Export")).Status);
        }
    }

    [Fact]
    public async Task It_is_filtered_by_person_period_kind_customer_and_correlation()
    {
        var (provider, reseller, customer, _) = await WorldAsync();
        var second = await portal.Given.CustomerAsync(provider, "Zeppelin Werft");
        var day = portal.Clock.Now.AddDays(-3);
        var correlation = $"{Guid.NewGuid():N}";
        await SaveAsync(
            Row(provider, AuditAction.CustomerChanged, customer.Id, "First subject", new Concerned(provider.Id, reseller.Id, customer.Id), at: day),
            Row(provider, AuditAction.UserCreated, Guid.NewGuid(), "Second subject", new Concerned(provider.Id, CustomerId: second.Id), correlation: correlation),
            Row(reseller, AuditAction.UserCreated, Guid.NewGuid(), "Third subject", new Concerned(provider.Id, reseller.Id, customer.Id)));
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        async Task ExpectAsync(string query, string subjects)
        {
            var page = await staff.OpenAsync($"/activity?{query}");
            Assert.Equal(subjects, string.Join(' ', new[] { "First", "Second", "Third" }.Where(s => page.Shows($"{s} subject"))));
        }

        await ExpectAsync("", "First Second Third");
        await ExpectAsync("q=rita", "Third");
        await ExpectAsync("q=ita", "");
        await ExpectAsync("kind=customers", "First");
        await ExpectAsync("kind=Users", "Second Third");
        await ExpectAsync("kind=nonsense", "First Second Third");
        await ExpectAsync("customer=zeppelin", "Second");
        await ExpectAsync("customer=werft+zepp", "Second");
        await ExpectAsync($"customer={second.Id}", "Second");
        await ExpectAsync($"customer={second.Domain}&kind=Users", "Second");
        await ExpectAsync("customer=werft&kind=Customers", "");
        await ExpectAsync("customer=werft&q=rita", "");
        await ExpectAsync($"customer={customer.Id}&q=rita", "Third");
        await ExpectAsync("customer=erft", "");
        await ExpectAsync("customer=%3F", "");
        await ExpectAsync($"partner={reseller.Id}", "First Third");
        await ExpectAsync($"correlation={correlation}", "Second");
        await ExpectAsync($"from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}", "First");
        await ExpectAsync($"from={day.AddDays(1):yyyy-MM-dd}", "Second Third");
        await ExpectAsync("from=0001-01-01&to=9999-12-31", "First Second Third");
        var wrong = await staff.OpenAsync("/activity?from=yesterday");
        Assert.Equal("Enter a day, for example 2026-11-30.", wrong.ErrorAt("From day"));
        (await staff.OpenAsync("/activity?q=Nobody+Here")).ExpectText("Nothing in the log matches these filters");
        (await staff.OpenAsync("/activity?customer=nobody")).ExpectText("Customers are found by the beginning of a name");
    }

    [Fact]
    public async Task It_is_paged_in_both_directions_while_new_lines_come()
    {
        var provider = await portal.Given.ProviderAsync();
        var at = portal.Clock.Now;
        await SaveAsync([.. Enumerable.Range(1, 60).Select(i =>
            Row(provider, AuditAction.CustomerTagged, Guid.NewGuid(), $"Number {i:00};", new Concerned(provider.Id), at: at.AddSeconds(-i)))]);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var first = await staff.OpenAsync("/activity?kind=Customers");
        first.ExpectText("Number 01;").ExpectText("Number 25;");
        await SaveAsync(Row(provider, AuditAction.CustomerTagged, Guid.NewGuid(), "Number 00;", new Concerned(provider.Id)));

        var second = await first.ClickAsync("Next");
        Assert.False(second.Shows("Number 25;"));
        second.ExpectText("Number 26;").ExpectText("Number 50;");
        var third = await second.ClickAsync("Next");
        third.ExpectText("Number 60;");
        Assert.False(third.HasLink("Next"));
        Assert.Equal(second.Text, (await third.ClickAsync("Previous")).Text);
        (await second.ClickAsync("Previous")).ExpectText("Number 25;");
    }

    [Fact]
    public async Task It_is_exported_as_filtered_without_formulas_and_that_is_recorded()
    {
        var (provider, reseller, customer, _) = await WorldAsync();
        await SaveAsync(
            Row(provider, AuditAction.CustomerChanged, customer.Id, "=1+1", new Concerned(provider.Id, reseller.Id, customer.Id), """{"before":{"city":"Bonn"},"after":{"city":"=cmd()"}}"""),
            Row(provider, AuditAction.UserCreated, Guid.NewGuid(), "Left out", new Concerned(provider.Id)));
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var file = await (await staff.OpenAsync("/activity?kind=Customers")).ClickAsync("Export CSV");

        Assert.Equal("text/csv", file.Response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("City: Bonn → =cmd()", file.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Left out", file.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(",=", file.Html, StringComparison.Ordinal);
        Assert.Contains($",{customer.Name},", file.Html, StringComparison.Ordinal);
        (await staff.OpenAsync("/activity?kind=Exports")).ExpectText("A list was exported: activity").ExpectText("Filtered by kind: Customers");

        using var german = await portal.Given.SignedInAsync(provider.Admin, "de");
        Assert.Contains("Wann (UTC);Was;", (await german.GetAsync("/activity?handler=Export&kind=Customers")).Html, StringComparison.Ordinal);
    }

    private async Task<(GivenProvider Provider, GivenReseller Reseller, GivenCustomer Customer, Guid Subscription)> WorldAsync()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync("Primary", partnerOf: provider);
        var customer = await portal.Given.CustomerAsync(provider, reseller: reseller);
        return (provider, reseller, customer, await portal.Given.SubscriptionAsync(provider, customer));
    }

    private Task RenameAsync(GivenProvider who, Guid subscription, string name) =>
        portal.ActAsync<RenameSubscription, Result<Consequences>>(who, rename => RenameAsync(rename, subscription, name));

    private Task RenameAsync(GivenReseller who, Guid subscription, string name) => portal.ActAsync<RenameSubscription, Result<Consequences>>(
        who, rename => RenameAsync(rename, subscription, name), "198.51.100.9");

    private async Task<Result<Consequences>> RenameAsync(RenameSubscription rename, Guid subscription, string name) => await rename.ExecuteAsync(
        new() { SubscriptionId = subscription, Version = (await portal.Given.SubscriptionAsync(subscription)).Version, Nickname = name }, default);

    private Task<Guid> RowAsync(string action, Guid subject) => portal.Given.ReadAsync(db =>
        db.AuditRecords.Where(r => r.Action == action && r.SubjectId == subject).OrderByDescending(r => r.At).Select(r => r.Id).FirstAsync());

    private Task SaveAsync(params AuditRecord[] rows) => portal.Given.SaveAsync(db => db.AuditRecords.AddRange(rows));

    private AuditRecord Row(
        GivenProvider who, string action, Guid subject, string name, Concerned concerned, string? details = null, DateTimeOffset? at = null, string? correlation = null) =>
        AuditRecord.Of(
            at ?? portal.Clock.Now, new Actor(who.Admin.Id, who.Admin.Name, who.Name, null, correlation) { OrganisationId = who.Id }, action, subject, name, concerned, details);

    private AuditRecord Row(GivenReseller who, string action, Guid subject, string name, Concerned concerned, string? details = null) =>
        AuditRecord.Of(portal.Clock.Now, new Actor(who.Admin.Id, who.Admin.Name, who.Name, null, null) { OrganisationId = who.Id }, action, subject, name, concerned, details);
}
