using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Orders;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.IntegrationTests.Pages.Customers.New;

/// <summary>The wizard against people who aren't meant to use it, and against anything that can be typed or sent.</summary>
public sealed class WizardAttackTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private static readonly string[] Steps = ["customer", "subscriptions", "review", "cancel"];

    public static TheoryData<string> Nonsense =>
    [
        "", " ", "\0", "\u202E\u200B", "' OR 1=1 --", "<script>alert(1)</script>", "{0} {1}", "%00", "-1", "1e400", "NaN", "2026-13-45",
        "😀😀😀", "\r\n", new string('x', 5000), "00000000-0000-0000-0000-000000000000", "[]", "true,false",
    ];

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Nonsense_in_every_field_is_an_answer_and_never_a_crash(string nonsense)
    {
        var provider = await portal.Given.ProviderAsync();
        using var client = await portal.Given.SignedInAsync(provider.Admin);
        var review = await (await (await client.BeginNewCustomerAsync()).ToSubscriptionsAsync(NewCustomerStory.FreePrefix())).ToReviewAsync();

        foreach (var (step, button, handlers) in new[]
                 {
                     ("subscriptions", "Next: Review", new[] { "", "Save", "Enter", "Verify", "Filter", "Clear", "Back", "Cancel" }),
                     ("customer", "Next: Subscriptions", ["", "Save", "CountryFields", "NameWarning", "Cancel"]),
                     ("review", "Submit", ["", "Back", "Cancel"]),
                 })
        {
            foreach (var handler in handlers)
            {
                var page = await client.GetAsync(review.StepPath(step));
                if (page.Status != HttpStatusCode.OK)
                {
                    // Nonsense for a country was kept: the first step must put it right.
                    Assert.Equal(review.StepPath("customer"), page.Location);
                    continue;
                }

                var form = page.Form(button);
                foreach (var name in page.Document.QuerySelectorAll("form [name]").Select(e => e.GetAttribute("name")!).Distinct()
                             .Where(n => n is not ("__RequestVerificationToken" or "Lines.Index" or "returnUrl" or "language" or "theme")))
                {
                    form.Without(name).Tamper(name, nonsense);
                }

                var request = form.Request(button);
                request.RequestUri = new Uri(request.RequestUri!, handler == "" ? page.Path : $"?handler={handler}");
                var answer = await client.SendAsync(request);
                Assert.True((int)answer.Status < 500, $"{step} {handler}: {answer.Status}");
                if (answer.Location is { } location)
                {
                    Assert.True((int)(await client.GetAsync(location)).Status < 500, $"{step} {handler} -> {location}");
                }
            }

            (await client.GetAsync(review.StepPath(step))).Response.EnsureNotServerError();
        }

        (await client.GetAsync($"/customers/new?reseller={Uri.EscapeDataString(nonsense)}")).Response.EnsureNotServerError();
        (await client.GetAsync($"{review.StepPath("customer")}?handler=Availability&Customer.DomainPrefix={Uri.EscapeDataString(nonsense)}"))
            .Response.EnsureNotServerError();
        (await client.GetAsync($"{review.StepPath("subscriptions")}?q={Uri.EscapeDataString(nonsense)}&category={Uri.EscapeDataString(nonsense)}"))
            .Response.EnsureNotServerError();
        Assert.Empty(portal.Log.Errors);
    }

    [Fact]
    public async Task Drafts_of_others_do_not_exist()
    {
        var provider = await portal.Given.ProviderAsync();
        using var owner = await portal.Given.SignedInAsync(provider.Admin);
        var review = await (await (await owner.BeginNewCustomerAsync()).ToSubscriptionsAsync(NewCustomerStory.FreePrefix())).ToReviewAsync();
        var colleague = await portal.Given.StaffAsync(provider, MemberRole.SalesAgent);
        var stranger = (await portal.Given.ProviderAsync()).Admin;

        foreach (var member in new[] { colleague, stranger })
        {
            using var client = await portal.Given.SignedInAsync(member);
            var own = await client.BeginNewCustomerAsync();
            foreach (var step in Steps)
            {
                var answer = (await client.GetAsync(review.StepPath(step))).Expect(HttpStatusCode.NotFound);
                Assert.DoesNotContain("Nordlicht", answer.Html, StringComparison.Ordinal);

                foreach (var handler in new[] { "", "?handler=Save", "?handler=Filter", "?handler=Cancel" })
                {
                    var request = own.Form("Next: Subscriptions").FillCustomer("stolen").Request("Next: Subscriptions");
                    request.RequestUri = new Uri(request.RequestUri!, review.StepPath(step) + handler);
                    var status = (await client.SendAsync(request)).Status;
                    Assert.True(status == HttpStatusCode.NotFound, $"{step}{handler}: {status}");
                }
            }
        }

        Assert.Empty((await owner.OpenAsync(review.Path)).ErrorSummary);
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.OrderDrafts.CountAsync(d => d.ProviderId == provider.Id)));
    }

    [Theory]
    [InlineData(MemberRole.HelpdeskAgent)]
    [InlineData(MemberRole.BillingAdmin)]
    public async Task Who_may_not_order_is_told_so(MemberRole role)
    {
        var provider = await portal.Given.ProviderAsync();
        using var client = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(provider, role));

        (await client.GetAsync("/customers/new")).Expect(HttpStatusCode.Forbidden);
        (await client.GetAsync($"/customers/new/{Guid.CreateVersion7()}/customer")).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Two_first_saves_at_once_make_one_draft()
    {
        var provider = await portal.Given.ProviderAsync();
        using var client = await portal.Given.SignedInAsync(provider.Admin);
        var step = await client.BeginNewCustomerAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
        {
            var request = step.Form("Next: Subscriptions").Fill("Company name", $"Name {i}").Request("Next: Subscriptions");
            request.RequestUri = new Uri(request.RequestUri!, "?handler=Save");
            return client.SendAsync(request);
        }));

        Assert.All(answers, a => a.Expect(HttpStatusCode.NoContent));
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.OrderDrafts.CountAsync(d => d.ProviderId == provider.Id)));
    }

    [Fact]
    public async Task Drafts_left_for_thirty_days_are_deleted()
    {
        var provider = await portal.Given.ProviderAsync();
        var (old, young) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await portal.Given.SaveAsync(db => db.OrderDrafts.AddRange(
            OrderDraft.Begin(old, provider.Id, provider.Admin.Id, portal.Given.Now.AddDays(-30)),
            OrderDraft.Begin(young, provider.Id, provider.Admin.Id, portal.Given.Now.AddDays(-29))));

        await using var scope = portal.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PruneDrafts>().ExecuteAsync(CancellationToken.None);

        Assert.Equal([young], await portal.Given.ReadAsync(db => db.OrderDrafts.Where(d => d.ProviderId == provider.Id).Select(d => d.Id).ToListAsync()));
    }

    [Fact]
    public async Task Long_lists_of_resellers_are_cut_until_a_product_is_picked()
    {
        var provider = await portal.Given.ProviderAsync();
        for (var i = 0; i < 55; i++)
        {
            await portal.Given.ResellerAsync(partnerOf: provider);
        }

        using var client = await portal.Given.SignedInAsync(provider.Admin);
        var step = await (await client.BeginNewCustomerAsync()).ToSubscriptionsAsync(NewCustomerStory.FreePrefix());
        Assert.True(step.Html.Length < 300_000, $"{step.Html.Length} characters");

        var filtered = await (await step.Form("Filter").Tick("Altostrata Office Standard").SubmitAsync("Filter")).FollowAsync();
        // All of them, "No indirect reseller" and "Enter a PartnerID".
        Assert.Equal(57, filtered.Control("Indirect reseller", filtered.Row("Altostrata Office Standard Everything")).QuerySelectorAll("option").Length);
    }

    [Fact]
    public async Task Markup_typed_is_shown_as_text()
    {
        var provider = await portal.Given.ProviderAsync();
        using var client = await portal.Given.SignedInAsync(provider.Admin);
        var answer = await (await client.BeginNewCustomerAsync()).Form("Next: Subscriptions")
            .FillCustomer(NewCustomerStory.FreePrefix(), "<img src=x onerror=alert(1)> GmbH").SubmitAsync("Next: Subscriptions");

        var review = await (await answer.FollowAsync()).ToReviewAsync();

        Assert.Equal("<img src=x onerror=alert(1)> GmbH", review.Value("Company name"));
        Assert.Empty(review.Document.QuerySelectorAll("main img"));
    }
}

internal static class Answers
{
    public static void EnsureNotServerError(this HttpResponseMessage answer) =>
        Assert.True((int)answer.StatusCode < 500, $"{answer.RequestMessage!.RequestUri}: {answer.StatusCode}");
}
