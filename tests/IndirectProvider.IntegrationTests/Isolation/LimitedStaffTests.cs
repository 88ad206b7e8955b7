using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using IndirectProvider.Testing.Stories;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Isolation;

/// <summary>Staff limited to customers with given tags: other customers do not exist for it, in no list, count, form or file.</summary>
public sealed class LimitedStaffTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private const MemberRole Roles = MemberRole.AdminAgent | MemberRole.SalesAgent | MemberRole.HelpdeskAgent | MemberRole.BillingAdmin;

    [Fact]
    public async Task No_list_count_search_or_file_tells_of_other_customers()
    {
        var world = await WorldAsync();
        using var limited = await portal.Given.SignedInAsync(world.Limited);
        string[] paths =
        [
            "/", "/customers", "/customers?sort=name", "/customers?q=Quiet", $"/customers?tag={world.HiddenTag.Id}", $"/customers?reseller={world.Reseller.Id}", $"/customers?open={world.Hidden.Id}",
            "/customers?handler=Export", "/subscriptions", "/subscriptions?handler=Export", "/orders", "/orders?handler=Export", "/renewals?days=90",
            "/search?q=Quiet", $"/search?q={world.Hidden.Id}", $"/search?q={world.Hidden.Domain}", "/indirect-resellers", $"/indirect-resellers/{world.Reseller.Id}", "/indirect-resellers/invitations",
            "/catalog", $"/customers/{world.Seen.Id}", $"/customers/{world.Seen.Id}/orders", $"/customers/{world.Seen.Id}/account", $"/customers/{world.Seen.Id}/users",
            $"/customers/{world.Seen.Id}/activity", $"/customers/{world.Seen.Id}/admin-relationships",
        ];

        foreach (var path in paths)
        {
            var page = (await limited.GetAsync(path)).Expect(HttpStatusCode.OK);
            Assert.DoesNotContain(world.Secrets, secret => page.Html.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }

        (await limited.OpenAsync("/customers")).ExpectText("1 customer").ExpectText(world.Seen.Name).ExpectText($"With those that have one of these tags: {world.SeenTag.Name}.");
        (await limited.OpenAsync("/subscriptions")).ExpectText("1 subscription");
        (await limited.OpenAsync("/orders")).ExpectText("1 order");
        var reseller = await limited.OpenAsync($"/indirect-resellers/{world.Reseller.Id}");
        reseller.ExpectText(world.Seen.Name);
        Assert.Contains(world.Seen.Name, (await limited.OpenAsync("/customers?handler=Export")).Html, StringComparison.Ordinal);
        Assert.Equal("1", OrdersThisMonth(await limited.OpenAsync("/")));
        using var admin = await portal.Given.SignedInAsync(world.Provider.Admin);
        Assert.Equal("2", OrdersThisMonth(await admin.OpenAsync("/")));
        (await admin.OpenAsync("/customers")).ExpectText("2 customers").ExpectText(world.HiddenTag.Name);
    }

    [Fact]
    public async Task What_reaches_all_customers_is_refused_and_not_offered()
    {
        var world = await WorldAsync();
        using var limited = await portal.Given.SignedInAsync(world.Limited);
        var list = await limited.OpenAsync("/customers");
        Assert.False(list.HasLink("New customer") || list.HasButton("Add tag"));
        var reseller = await limited.OpenAsync($"/indirect-resellers/{world.Reseller.Id}");
        Assert.False(reseller.HasLink("Add new customer") || reseller.HasLink("Remove partnership"));
        foreach (var path in new[] { "/", "/orders", "/indirect-resellers" })
        {
            var page = await limited.OpenAsync(path);
            Assert.False(page.HasLink("New customer") || page.HasLink("Add new customer") || page.HasLink("Remove partnership"), path);
        }

        var draft = $"/customers/new/{Guid.CreateVersion7()}";
        foreach (var path in new[] { "/customers/new", $"{draft}/customer", $"{draft}/subscriptions", $"{draft}/review", $"/indirect-resellers/{world.Reseller.Id}/remove", "/settings/users" })
        {
            (await limited.GetAsync(path)).Expect(HttpStatusCode.Forbidden);
        }

        (string, string)[] tag = [("Input.Tag", "Mine"), ("Input.CustomerIds", $"{world.Seen.Id}"), ("Input.CustomerIds", $"{world.Hidden.Id}")];
        (await PostAsync(limited, "/customers?handler=AddTag", tag)).Expect(HttpStatusCode.Forbidden);
        (await PostAsync(limited, "/customers?handler=RemoveTag", [("Input.Tag", world.SeenTag.Name), ("Input.CustomerIds", $"{world.Seen.Id}")])).Expect(HttpStatusCode.Forbidden);
        (await PostAsync(limited, $"{draft}/customer", [("Input.Customer.CompanyName", "Smuggled")])).Expect(HttpStatusCode.Forbidden);
        (await PostAsync(limited, $"/indirect-resellers/{world.Reseller.Id}/remove", [])).Expect(HttpStatusCode.Forbidden);
        await portal.Given.ReadAsync(async db =>
        {
            Assert.Equal(2, await db.Tags.CountAsync(t => t.ProviderId == world.Provider.Id));
            Assert.Equal(2, await db.CustomerTags.CountAsync(t => t.ProviderId == world.Provider.Id));
            Assert.False(await db.OrderDrafts.AnyAsync(d => d.ProviderId == world.Provider.Id));
            Assert.True(await db.Partnerships.AnyAsync(p => p.ProviderId == world.Provider.Id && p.EndedAt == null));
            return true;
        });
    }

    [Fact]
    public async Task An_own_customer_can_be_worked_with_as_the_roles_say()
    {
        var world = await WorldAsync();
        var second = await portal.Given.ResellerAsync("Second", partnerOf: world.Provider);
        using var limited = await portal.Given.SignedInAsync(world.Limited);

        var review = await (await limited.BeginAddSubscriptionAsync(world.Seen.Id)).ToReviewAsync();
        var submit = review.Form("Submit").Tick("We act as indirect partner for this customer: the indirect reseller named above owns the customer relationship.");
        (await (await submit.SubmitAsync("Submit")).FollowAsync()).ExpectText("The order is complete");
        var upgrade = (await limited.OpenAsync($"/customers/{world.Seen.Id}/subscriptions/{world.Subscription}/upgrade")).Form("Upgrade");
        (await upgrade.Fill("Licenses", 4).SubmitAsync("Upgrade")).Expect(HttpStatusCode.Found);
        var nickname = (await limited.OpenAsync($"/customers/{world.Seen.Id}/subscriptions/{world.Subscription}/nickname")).Form("Save");
        (await nickname.Fill("Nickname", "Ours").SubmitAsync("Save")).Expect(HttpStatusCode.Found);
        var association = (await limited.OpenAsync($"/customers/{world.Seen.Id}/admin-relationships/add?Input.ResellerId={second.Id}")).Form("Add indirect reseller");
        (await association.SubmitAsync("Add indirect reseller")).Expect(HttpStatusCode.Found);
        var bills = (await limited.OpenAsync($"/customers/{world.Seen.Id}/account/edit")).Form("Save");
        (await bills.Fill("City", "Kiel").SubmitAsync("Save")).Expect(HttpStatusCode.Found);

        await portal.Given.ReadAsync(async db =>
        {
            Assert.Equal(3, await db.Subscriptions.CountAsync(s => s.CustomerId == world.Seen.Id));
            Assert.Equal("Ours", await db.Subscriptions.Where(s => s.Id == world.Subscription).Select(s => s.Nickname).SingleAsync());
            Assert.Equal(2, await db.CustomerResellers.CountAsync(r => r.CustomerId == world.Seen.Id));
            Assert.Equal("Kiel", await db.Customers.Where(c => c.Id == world.Seen.Id).Select(c => c.Address.City).SingleAsync());
            return true;
        });
    }

    [Fact]
    public async Task A_tag_that_is_taken_and_a_limit_that_is_set_count_from_the_next_request_on()
    {
        var world = await WorldAsync();
        var agent = await portal.Given.StaffAsync(world.Provider, Roles);
        using var limited = await portal.Given.SignedInAsync(world.Limited);
        using var unlimited = await portal.Given.SignedInAsync(agent);
        var form = (await limited.OpenAsync($"/customers/{world.Seen.Id}/account/edit")).Form("Save").Fill("City", "Taken");
        var draft = await limited.BeginAddSubscriptionAsync(world.Seen.Id);
        var kept = await draft.ToReviewAsync();
        (await unlimited.GetAsync($"/customers/{world.Hidden.Id}")).Expect(HttpStatusCode.OK);
        var other = (await (await unlimited.BeginAddSubscriptionAsync(world.Hidden.Id)).ToReviewAsync()).StepPath("review");

        await portal.Given.UntagAsync(world.SeenTag, world.Seen);
        await portal.Given.LimitAsync(agent, world.SeenTag);

        (await form.SubmitAsync("Save")).Expect(HttpStatusCode.NotFound);
        (await limited.GetAsync($"/customers/{world.Seen.Id}")).Expect(HttpStatusCode.NotFound);
        (await limited.GetAsync(kept.Path)).Expect(HttpStatusCode.NotFound);
        (await kept.Form("Submit").SubmitAsync("Submit")).Expect(HttpStatusCode.NotFound);
        (await limited.OpenAsync("/customers")).ExpectText("No customer has one of these tags");
        (await unlimited.GetAsync($"/customers/{world.Hidden.Id}")).Expect(HttpStatusCode.NotFound);

        // The draft of a customer it has lost, below one that it has now.
        await portal.Given.SaveAsync(db => db.CustomerTags.Add(IndirectProvider.Customers.CustomerTag.Of(world.Provider.Id, world.Seen.Id, world.SeenTag.Id)));
        (await unlimited.GetAsync($"/customers/{world.Seen.Id}")).Expect(HttpStatusCode.OK);
        (await unlimited.GetAsync(other.Replace($"{world.Hidden.Id}", $"{world.Seen.Id}", StringComparison.Ordinal))).Expect(HttpStatusCode.NotFound);
        (await limited.GetAsync(kept.Path)).Expect(HttpStatusCode.OK);
    }

    private static string OrdersThisMonth(Page home) => home.Document.QuerySelectorAll(".chart-number").Last().TextContent;

    private static async Task<Page> PostAsync(PortalClient client, string path, (string Name, string Value)[] fields)
    {
        var token = (await client.OpenAsync("/account/change-password")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await client.SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]),
        });
    }

    private async Task<World> WorldAsync()
    {
        var given = portal.Given;
        var provider = await given.ProviderAsync();
        var reseller = await given.ResellerAsync("Both", partnerOf: provider);
        var seen = await given.CustomerAsync(provider, "Seen", reseller);
        var hidden = await given.CustomerAsync(provider, "Quietwater", reseller);
        var subscription = await given.SubscriptionAsync(provider, seen, reseller: reseller);
        await given.SubscriptionAsync(provider, hidden, reseller: reseller);
        var (seenTag, hiddenTag) = (await given.TagAsync(provider, "Team North", seen), await given.TagAsync(provider, "Secretive", hidden));
        return new World(provider, reseller, seen, hidden, subscription, seenTag, hiddenTag, await given.LimitedStaffAsync(provider, Roles, seenTag));
    }

    private sealed record World(
        GivenProvider Provider, GivenReseller Reseller, GivenCustomer Seen, GivenCustomer Hidden, Guid Subscription, GivenTag SeenTag, GivenTag HiddenTag, GivenMember Limited)
    {
        public IReadOnlyList<string> Secrets => [Hidden.Name, "Quietwater", Hidden.ContactEmail, Hidden.Admin.Name, HiddenTag.Name];
    }
}
