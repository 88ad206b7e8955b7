using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Settings;

/// <summary>A reseller's company profile.</summary>
public sealed class CompanyProfileTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task A_global_admin_changes_the_profile_and_the_provider_sees_it()
    {
        var (provider, reseller) = await GivenAsync();
        using var admin = await portal.Given.SignedInAsync(reseller.Admin, "de");

        var page = await (await (await admin.OpenAsync("/")).ClickAsync("Einstellungen")).FollowToAsync("/settings/company");
        Assert.Contains(reseller.PartnerId, page.Value("PartnerID"), StringComparison.Ordinal);
        var form = page.Form("Speichern").Fill("Firmenname laut Handelsregister", "Renamed Systems GmbH").Fill("Support-Telefon", "030 998877").Fill("Ort", "Potsdam").Fill("Postleitzahl", "14467");
        (await (await form.SubmitAsync("Speichern")).FollowToAsync("/settings/company")).ExpectText("Das Firmenprofil ist gespeichert.");

        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var seen = await staff.OpenAsync($"/indirect-resellers/{reseller.Id}");
        Assert.Equal("Renamed Systems GmbH", seen.Heading);
        Assert.Contains("14467 Potsdam", seen.Value("Address"), StringComparison.Ordinal);
        Assert.Contains("+4930998877", seen.Value("Support for customers"), StringComparison.Ordinal);
        (await staff.OpenAsync("/indirect-resellers?q=renamed")).ExpectText("1 indirect reseller");
        var record = await portal.Given.ReadAsync(db => db.AuditRecords.SingleAsync(r => r.ResellerId == reseller.Id && r.Action == AuditAction.ResellerProfileChanged));
        Assert.Contains("Potsdam", record.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_not_be_taken_is_said_at_its_field_and_stays_typed()
    {
        var (provider, reseller) = await GivenAsync();
        using var admin = await portal.Given.SignedInAsync(reseller.Admin);
        var form = (await admin.OpenAsync("/settings/company")).Form("Save");
        form.Fill("Legal name", "GmbH").Fill("Postal code", "12").Fill("Work e-mail", "rita@gmail.com").Fill("Support e-mail", "nowhere").Fill("Support phone", "12").Fill("Name", " ");

        var refused = (await form.SubmitAsync("Save")).Expect(HttpStatusCode.BadRequest);

        Assert.Equal(6, refused.ErrorSummary.Count);
        Assert.Contains("legal form", refused.ErrorAt("Legal name"), StringComparison.Ordinal);
        Assert.Contains("webmail", refused.ErrorAt("Work e-mail"), StringComparison.Ordinal);
        Assert.NotNull(refused.ErrorAt("Postal code"));
        Assert.NotNull(refused.ErrorAt("Support phone"));
        Assert.Equal("rita@gmail.com", refused.Control("Work e-mail").GetAttribute("value"));

        var tenant = (await admin.OpenAsync("/settings/company")).Form("Save").Fill("Work e-mail", "admin@some.tenants.example");
        Assert.Contains("tenants", (await tenant.SubmitAsync("Save")).ErrorAt("Work e-mail"), StringComparison.Ordinal);

        // A partnership holds within one region only.
        var abroad = (await admin.OpenAsync("/settings/company")).Form("Save").Fill("Country", "United Kingdom");
        abroad.Fill("Postal code", "SW1A 1AA").Fill("Support phone", "+44 20 7946 0000");
        Assert.Contains(provider.Name, (await abroad.SubmitAsync("Save")).ErrorAt("Country"), StringComparison.Ordinal);
        Assert.Equal(reseller.Name, await portal.Given.ReadAsync(db => db.Resellers.Where(r => r.Id == reseller.Id).Select(r => r.LegalName).SingleAsync()));
    }

    [Fact]
    public async Task The_second_to_save_sees_what_is_stored_and_keeps_the_typed_text()
    {
        var (_, reseller) = await GivenAsync();
        using var one = await portal.Given.SignedInAsync(reseller.Admin);
        using var two = await portal.Given.SignedInAsync(reseller.Admin);
        var late = (await two.OpenAsync("/settings/company")).Form("Save").Fill("Legal name", "Typed Second");
        await (await one.OpenAsync("/settings/company")).Form("Save").Fill("Legal name", "Saved First").SubmitAsync("Save");

        var conflict = (await late.SubmitAsync("Save")).Expect(HttpStatusCode.Conflict);
        conflict.ExpectText("Somebody else changed the profile");
        Assert.Equal("Saved First", conflict.Value("Legal name"));
        Assert.Equal("Typed Second", conflict.Control("Legal name").GetAttribute("value"));

        await (await conflict.Form("Save").SubmitAsync("Save")).FollowToAsync("/settings/company");
        Assert.Equal("Typed Second", await portal.Given.ReadAsync(db => db.Resellers.Where(r => r.Id == reseller.Id).Select(r => r.LegalName).SingleAsync()));
    }

    [Fact]
    public async Task Only_the_resellers_global_admin_gets_there_and_the_PartnerID_stays()
    {
        var (provider, reseller) = await GivenAsync();
        using var agent = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(reseller, MemberRole.AdminAgent));
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        using var admin = await portal.Given.SignedInAsync(reseller.Admin);

        (await agent.GetAsync("/settings/company")).Expect(HttpStatusCode.Forbidden);
        (await staff.GetAsync("/settings/company")).Expect(HttpStatusCode.NotFound);
        var cheat = (await admin.OpenAsync("/settings/company")).Form("Save").Tamper("Input.PartnerId", "99999").Fill("Legal name", "Cheating Systems");
        await (await cheat.SubmitAsync("Save")).FollowToAsync("/settings/company");
        Assert.Equal(reseller.PartnerId, await portal.Given.ReadAsync(db => db.Resellers.Where(r => r.Id == reseller.Id).Select(r => r.PartnerId).SingleAsync()));
    }

    private async Task<(GivenProvider Provider, GivenReseller Reseller)> GivenAsync()
    {
        var provider = await portal.Given.ProviderAsync();
        return (provider, await portal.Given.ResellerAsync(partnerOf: provider));
    }
}
