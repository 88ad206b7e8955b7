using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Partnerships;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Partnerships;

/// <summary>The conditions of accepting, and what happens when it is done twice or by two.</summary>
public sealed class AcceptTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Two_people_of_a_company_accepting_at_once_make_one_partnership()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync();
        var invitation = await portal.SendAsync(provider);
        using var admin = await portal.Given.SignedInAsync(reseller.Admin);
        using var agent = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(reseller, MemberRole.AdminAgent));
        var requests = new List<(PortalClient Client, HttpRequestMessage Request)>();
        foreach (var client in new[] { admin, agent })
        {
            var form = (await client.FollowAsync(invitation)).Form("Accept invitation");
            form.Tick(form.Labels.Single(l => l.Contains("agrees", StringComparison.Ordinal)));
            requests.AddRange(Enumerable.Range(0, 5).Select(_ => (client, form.Request("Accept invitation"))));
        }

        var answers = await Task.WhenAll(requests.Select(r => r.Client.SendAsync(r.Request)));

        Assert.All(answers, answer => Assert.Equal("/indirect-providers", answer.Expect(HttpStatusCode.Found).Location));
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.Partnerships.CountAsync(p => p.ProviderId == provider.Id)));
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.AuditRecords.CountAsync(r => r.ProviderId == provider.Id && r.Action == "PartnershipMade")));
        (await admin.FollowAsync(invitation)).Expect(HttpStatusCode.OK).ExpectText("partners already");
    }

    [Fact]
    public async Task Of_two_companies_one_gets_the_partnership()
    {
        var provider = await portal.Given.ProviderAsync();
        var invitation = await portal.SendAsync(provider);
        var requests = new List<(PortalClient Client, HttpRequestMessage Request)>();
        for (var i = 0; i < 2; i++)
        {
            var client = await portal.Given.SignedInAsync((await portal.Given.ResellerAsync()).Admin);
            var form = (await client.FollowAsync(invitation)).Form("Accept invitation");
            form.Tick(form.Labels.Single(l => l.Contains("agrees", StringComparison.Ordinal)));
            requests.Add((client, form.Request("Accept invitation")));
        }

        var answers = await Task.WhenAll(requests.Select(r => r.Client.SendAsync(r.Request)));

        Assert.Equal([HttpStatusCode.Found, HttpStatusCode.NotFound], answers.Select(a => a.Status).Order());
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.Partnerships.CountAsync(p => p.ProviderId == provider.Id)));
        requests.ForEach(r => r.Client.Dispose());
    }

    [Fact]
    public async Task Another_region_is_refused()
    {
        var provider = await portal.Given.ProviderAsync(country: "DE");
        var invitation = await portal.SendAsync(provider);
        using var american = await portal.Given.SignedInAsync((await portal.Given.ResellerAsync(country: "US")).Admin);
        using var swiss = await portal.Given.SignedInAsync((await portal.Given.ResellerAsync(country: "CH")).Admin);

        (await american.AcceptAsync(invitation)).Expect(HttpStatusCode.Conflict).ExpectText("different regions");
        (await swiss.AcceptAsync(invitation)).Expect(HttpStatusCode.Found);
    }

    [Fact]
    public async Task A_customer_of_the_provider_is_refused_by_name_and_by_mail_domain()
    {
        var provider = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(provider, "Twofold Trading");
        var namesake = await portal.Given.ResellerAsync("Twofold Trading");
        await portal.Given.SaveAsync(db =>
        {
            var row = db.Resellers.Single(r => r.Id == namesake.Id);
            db.Entry(row).Property(r => r.NormalizedName).CurrentValue = SearchText.Normalize(customer.Name);
        });
        var neighbour = await portal.Given.ResellerAsync("Neighbour");
        await portal.Given.SaveAsync(db =>
        {
            var row = db.Resellers.Single(r => r.Id == neighbour.Id);
            db.Entry(row).Property(r => r.ContactEmail).CurrentValue = "boss@" + EmailAddress.DomainOf(customer.ContactEmail);
        });
        var invitation = await portal.SendAsync(provider);

        foreach (var reseller in new[] { namesake, neighbour })
        {
            using var client = await portal.Given.SignedInAsync(reseller.Admin);
            (await client.AcceptAsync(invitation)).Expect(HttpStatusCode.Conflict).ExpectText("is a customer of");
        }

        Assert.False(await portal.Given.ReadAsync(db => db.Partnerships.AnyAsync(p => p.ProviderId == provider.Id)));
    }

    [Fact]
    public async Task Without_the_partner_agreement_only_a_global_admin_can_go_on()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(agreement: false);
        var invitation = await portal.SendAsync(provider);
        using var agent = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(reseller, MemberRole.AdminAgent));
        using var admin = await portal.Given.SignedInAsync(reseller.Admin);

        (await agent.AcceptAsync(invitation)).Expect(HttpStatusCode.BadRequest).ExpectText("has to accept the partner agreement first");
        var refused = (await admin.AcceptAsync(invitation)).Expect(HttpStatusCode.BadRequest);
        (await refused.Form("Accept invitation").Tick("We accept the partner agreement").SubmitAsync("Accept invitation")).Expect(HttpStatusCode.Found);

        Assert.NotNull(await portal.Given.ReadAsync(db => db.Resellers.Where(r => r.Id == reseller.Id).Select(r => r.AgreementAcceptedAt).SingleAsync()));
    }

    [Fact]
    public async Task A_new_invitation_renews_an_ended_partnership_and_a_second_one_changes_nothing()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        await portal.Given.SaveAsync(db => db.Partnerships.Single(p => p.ProviderId == provider.Id).End(portal.Given.Now));
        using var client = await portal.Given.SignedInAsync(reseller.Admin);

        (await (await client.AcceptAsync(await portal.SendAsync(provider))).FollowAsync()).ExpectText("is now an indirect reseller");
        (await (await client.AcceptAsync(await portal.SendAsync(provider))).FollowAsync()).ExpectText("partners already");

        var partnership = await portal.Given.ReadAsync(db => db.Partnerships.SingleAsync(p => p.ProviderId == provider.Id));
        Assert.Equal((PartnershipState.Active, null), (partnership.State, partnership.EndedAt));
    }
}
