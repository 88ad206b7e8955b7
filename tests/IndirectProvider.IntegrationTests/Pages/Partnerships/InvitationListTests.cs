using IndirectProvider.Data;
using IndirectProvider.IntegrationTests.Subscriptions;
using IndirectProvider.Partnerships;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;
using IndirectProvider.Web.Pages.IndirectResellers.Invitations;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Partnerships;

/// <summary>Invitations are found by the words of their addressee and by id.</summary>
public sealed class InvitationListTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Invitations_are_found_by_the_beginnings_of_words_of_name_company_and_address_and_by_id()
    {
        var (provider, other) = (await portal.Given.ProviderAsync(), await portal.Given.ProviderAsync());
        var id = await InviteAsync(provider, "Nina van Newcomer", "n.newcomer@elbtal.example", "Blaue Elbtal-Systeme");
        await InviteAsync(provider, "Otto Oder", "otto@oder.example", null);
        var foreign = await InviteAsync(other, "Nina van Newcomer", "n.newcomer@elbtal.example", "Blaue Elbtal-Systeme");
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        foreach (var search in new[] { "NINA", "newc", "systeme", "blau nina", "n.newcomer@elbtal.example", "elbtal.example", $"{id}" })
        {
            var found = await staff.OpenAsync($"/indirect-resellers/invitations?q={Uri.EscapeDataString(search)}");
            found.ExpectText("1 invitation").ExpectText("Nina van Newcomer");
            Assert.DoesNotContain($"{foreign}", found.Html, StringComparison.Ordinal);
        }

        foreach (var search in new[] { "ewcomer", "nina otto", "!?", $"{foreign}" })
        {
            (await staff.OpenAsync($"/indirect-resellers/invitations?q={Uri.EscapeDataString(search)}"))
                .ExpectText("No invitation matches these filters").ExpectText("Try the beginning of a name, a company, an e-mail address or a whole id.");
        }

        (await staff.OpenAsync("/indirect-resellers/invitations?q=nina&state=issued")).ExpectText("1 invitation");
        (await staff.OpenAsync("/indirect-resellers/invitations?q=nina&state=accepted")).ExpectText("No invitation matches these filters");
        (await staff.OpenAsync("/indirect-resellers/invitations?q=%00")).ExpectText("2 invitations");
        using var german = await portal.Given.SignedInAsync(provider.Admin, "de");
        Assert.NotNull((await german.OpenAsync("/indirect-resellers/invitations")).Control("Name, Firma oder E-Mail: Wortanfang oder ID"));
    }

    [Fact]
    public async Task A_rewritten_invitation_is_found_by_what_it_says_now()
    {
        var provider = await portal.Given.ProviderAsync();
        var id = await InviteAsync(provider, "Nina Newcomer", "nina@first.example", "First");
        await portal.Given.SaveAsync(db => db.PartnershipInvitations.Single(i => i.Id == id).Rewrite(new("nina@second.example", "Nina Newcomer", null, "en", "Text")));
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        (await staff.OpenAsync("/indirect-resellers/invitations?q=nina+second")).ExpectText("1 invitation");
        (await staff.OpenAsync("/indirect-resellers/invitations?q=first")).ExpectText("No invitation matches these filters");
    }

    [Fact]
    public async Task Both_ways_through_the_list_find_the_same()
    {
        var (provider, other) = (await portal.Given.ProviderAsync(), await portal.Given.ProviderAsync());
        var first = await InviteAsync(provider, "Nina Newcomer", "nina@first.example", "Gelbe Boote");
        var second = await InviteAsync(provider, "Nora Newcomer", "nora@second.example", "Gelbe Werft");
        await InviteAsync(other, "Nina Newcomer", "nina@first.example", "Gelbe Boote");
        foreach (var few in new[] { 0, 1, 1000 })
        {
            Assert.Equal(new[] { first, second }.Order(), await FindAsync("gelbe", few));
            Assert.Equal([second], await FindAsync("gelbe second", few));
            Assert.Empty(await FindAsync("elbe", few));
        }

        Task<List<Guid>> FindAsync(string words, int few) => portal.ActAsync(provider, async (PortalDbContext db) =>
            (await (await db.PartnershipInvitations.NamedAsync(words, db, default, few)).Rows.Select(i => i.Id).ToListAsync()).Order().ToList());
    }

    private async Task<Guid> InviteAsync(GivenProvider provider, string name, string email, string? company)
    {
        var invitation = PartnershipInvitation.Draft(
            Guid.CreateVersion7(portal.Given.Now), provider.Id, OneTimeToken.Mint(), new InvitationMessage(email, name, company, "en", PartnershipInvitation.LinkPlaceholder),
            new Actor(provider.Admin.Id, provider.Admin.Name, provider.Name, null, null), TimeSpan.FromDays(30), portal.Given.Now);
        invitation.Issue(portal.Given.Now);
        await portal.Given.SaveAsync(db => db.PartnershipInvitations.Add(invitation));
        return invitation.Id;
    }
}
