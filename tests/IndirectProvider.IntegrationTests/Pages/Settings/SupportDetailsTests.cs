using System.Net;
using IndirectProvider.Audit;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Settings;

/// <summary>A provider changes where it is reached, and its own PartnerID.</summary>
public sealed class SupportDetailsTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private const string Support = "/settings/support";

    [Fact]
    public async Task What_is_saved_stands_in_the_entry_and_in_the_activity_log()
    {
        var provider = await portal.Given.ProviderAsync();
        await portal.Given.ListAsync(provider);
        using var admin = await portal.Given.SignedInAsync(provider.Admin);

        var saved = await (await admin.OpenAsync(Support)).Form("Save")
            .Fill("Support e-mail", "help@provider.example").Fill("Support phone", "040 555666").Fill("PartnerID", " 7100100 ").SubmitAsync("Save");

        var page = (await saved.FollowToAsync(Support)).ExpectText("Your support details are saved.");
        Assert.Equal("7100100", page.Form("Save").Value("PartnerID"));
        using var anybody = portal.NewClient();
        (await anybody.OpenAsync($"/find-a-provider/{provider.Id}")).ExpectText("help@provider.example").ExpectText("+4940555666");
        Assert.Single(await portal.Given.ReadAsync(db => db.AuditRecords.Where(r => r.SubjectId == provider.Id && r.Action == AuditAction.ProviderSupportChanged).ToListAsync()));
    }

    [Theory]
    [InlineData("Support e-mail", "", "Enter the support e-mail address.")]
    [InlineData("Support e-mail", "nowhere", "Enter an e-mail address like name@company.com.")]
    [InlineData("Support phone", "12", "Enter a phone number with its area code, such as +49 30 123456.")]
    [InlineData("PartnerID", "1234", "Enter the PartnerID: 5 to 10 digits.")]
    [InlineData("PartnerID", "12345678901", "Enter the PartnerID: 5 to 10 digits.")]
    [InlineData("PartnerID", "12 345", "Enter the PartnerID: 5 to 10 digits.")]
    public async Task A_wrong_value_is_kept_and_told_at_its_field(string label, string value, string message)
    {
        using var admin = await portal.Given.SignedInAsync((await portal.Given.ProviderAsync()).Admin);

        var answer = await (await admin.OpenAsync(Support)).Form("Save").Fill(label, value).SubmitAsync("Save");

        Assert.Equal(message, answer.Expect(HttpStatusCode.BadRequest).ErrorAt(label));
        Assert.Equal(value, answer.Form("Save").Value(label));
    }

    [Fact]
    public async Task A_PartnerID_of_somebody_else_is_refused()
    {
        var reseller = await portal.Given.ResellerAsync();
        using var first = await portal.Given.SignedInAsync((await portal.Given.ProviderAsync()).Admin);
        using var second = await portal.Given.SignedInAsync((await portal.Given.ProviderAsync()).Admin);
        await (await first.OpenAsync(Support)).Form("Save").Fill("PartnerID", "7200200").SubmitAsync("Save");

        async Task<string?> ErrorOf(string id) => (await (await second.OpenAsync(Support)).Form("Save").Fill("PartnerID", id).SubmitAsync("Save")).Expect(HttpStatusCode.BadRequest).ErrorAt("PartnerID");

        const string taken = "This PartnerID is another company's. Enter the one of your own company.";
        Assert.Equal(taken, await ErrorOf(reseller.PartnerId));
        Assert.Equal(taken, await ErrorOf("7200200"));
    }

    [Fact]
    public async Task Who_saves_second_sees_what_was_saved_first_and_keeps_what_was_typed()
    {
        using var admin = await portal.Given.SignedInAsync((await portal.Given.ProviderAsync()).Admin);
        var slow = (await admin.OpenAsync(Support)).Form("Save").Fill("Support e-mail", "slow@provider.example");
        await (await admin.OpenAsync(Support)).Form("Save").Fill("Support e-mail", "quick@provider.example").SubmitAsync("Save");

        var conflict = (await slow.SubmitAsync("Save")).Expect(HttpStatusCode.Conflict).ExpectText("quick@provider.example");
        Assert.Equal("slow@provider.example", conflict.Form("Save").Value("Support e-mail"));
        var saved = await (await conflict.Form("Save").SubmitAsync("Save")).FollowToAsync(Support);
        Assert.Equal("slow@provider.example", saved.Form("Save").Value("Support e-mail"));
    }
}
