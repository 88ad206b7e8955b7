using System.Net;
using IndirectProvider.Audit;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Customers;

/// <summary>Changing a customer's company, contact and bill-to.</summary>
public sealed class AccountTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Provider_and_associated_reseller_change_company_and_contact(bool byProvider)
    {
        var (provider, reseller, customer) = await GivenAsync();
        using var client = await portal.Given.SignedInAsync(byProvider ? provider.Admin : reseller.Admin);

        var form = (await (await client.OpenAsync($"/customers/{customer.Id}/account")).ClickAsync("Edit company and contact")).Form("Save");
        form.Fill("Company name", "Neuer Name AG").Fill("City", "Lübeck").Fill("Phone", "0451 123456");
        var account = await (await form.Tamper("Input.Address.Country", "US").SubmitAsync("Save")).FollowToAsync($"/customers/{customer.Id}/account");

        account.ExpectText("Company and contact are saved.").ExpectText("Neuer Name AG").ExpectText("Lübeck").ExpectText("+49451123456").ExpectText("Germany");
        Assert.Equal(customer.Domain, account.Value("Domain"));
        var record = await portal.Given.ReadAsync(db => db.AuditRecords.SingleAsync(r => r.CustomerId == customer.Id && r.Action == AuditAction.CustomerChanged));
        Assert.Equal((byProvider ? null : (Guid?)reseller.Id, provider.Id), (record.ResellerId, record.ProviderId));
        Assert.Contains("\"city\":\"Hamburg\"", record.Details, StringComparison.Ordinal);
        Assert.Contains("\"city\":\"L\\u00FCbeck\"", record.Details, StringComparison.Ordinal);
        Assert.DoesNotContain("postalCode", record.Details, StringComparison.Ordinal);
        (await client.OpenAsync($"/customers/{customer.Id}/activity")).ExpectText("City: Hamburg → Lübeck");
        (await client.OpenAsync("/customers?q=neuer+name")).ExpectText("1 customer");
    }

    [Fact]
    public async Task What_cannot_be_stored_is_said_at_its_field_and_kept()
    {
        var (provider, _, customer) = await GivenAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var form = (await staff.OpenAsync($"/customers/{customer.Id}/account/edit")).Form("Save");

        var page = await form.Fill("Company name", "GmbH").Fill("Postal code", "123").Fill("First name", " ").Fill("E-mail", "me@provider.example").Fill("Phone", "abc").SubmitAsync("Save");

        page.Expect(HttpStatusCode.BadRequest);
        Assert.Equal("This is only a legal form. Enter the company's whole name.", page.ErrorAt("Company name"));
        Assert.Equal("Enter a postal code of Germany, for example 10115.", page.ErrorAt("Postal code"));
        Assert.Equal("Enter the first name.", page.ErrorAt("First name"));
        Assert.Equal("This is an address of the provider's company. Enter the customer's.", page.ErrorAt("E-mail"));
        Assert.NotNull(page.ErrorAt("Phone"));
        Assert.Equal("GmbH", page.Form("Save").Value("Company name"));
        Assert.Equal(customer.Name, await NameAsync(customer));
    }

    [Fact]
    public async Task The_second_of_two_sees_what_is_stored_and_keeps_what_was_typed()
    {
        var (provider, reseller, customer) = await GivenAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin, "de");
        using var other = await portal.Given.SignedInAsync(reseller.Admin);
        var late = (await staff.OpenAsync($"/customers/{customer.Id}/account/edit")).Form("Speichern").Fill("Firmenname", "Zweiter GmbH");
        var early = (await other.OpenAsync($"/customers/{customer.Id}/account/edit")).Form("Save").Fill("Company name", "Erster GmbH");
        (await early.SubmitAsync("Save")).Expect(HttpStatusCode.Found);

        var page = await late.SubmitAsync("Speichern");

        page.Expect(HttpStatusCode.Conflict).ExpectText("Jemand anderes hat diesen Kunden inzwischen geändert.").ExpectText("Firmenname: Erster GmbH");
        Assert.Equal("Zweiter GmbH", page.Form("Speichern").Value("Firmenname"));
        Assert.Equal("Erster GmbH", await NameAsync(customer));
        (await page.Form("Speichern").SubmitAsync("Speichern")).Expect(HttpStatusCode.Found);
        Assert.Equal("Zweiter GmbH", await NameAsync(customer));
    }

    [Fact]
    public async Task Bills_go_to_somebody_else_and_back_to_the_company()
    {
        var (provider, _, customer) = await GivenAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var account = await staff.OpenAsync($"/customers/{customer.Id}/account");
        account.ExpectText("Same as company");
        var form = (await account.ClickAsync("Edit bill-to")).Form("Save");

        var incomplete = await form.Untick("Same as company").Fill("Company name", "Konzern Holding AG").SubmitAsync("Save");
        incomplete.Expect(HttpStatusCode.BadRequest);
        Assert.Equal("Enter the e-mail address for bills.", incomplete.ErrorAt("E-mail"));
        Assert.Equal("Konzern Holding AG", incomplete.Form("Save").Value("Company name"));

        var elsewhere = (await staff.OpenAsync($"/customers/{customer.Id}/account/bill-to")).Form("Save").Untick("Same as company");
        var refused = await elsewhere.Without("Input.Address.Country").Tamper("Input.Address.Country", "US").SubmitAsync("Save");
        Assert.Equal("Choose a country of the customer's region.", refused.ErrorAt("Country"));
        var saved = await (await incomplete.Form("Save").Fill("Contact", "Berta Buch").Fill("E-mail", "bills@konzern.example").Fill("Address line 1", "Ring 1").Fill("City", "Wien")
            .Fill("Postal code", "1010").Fill("Country", "Austria").SubmitAsync("Save")).FollowAsync();
        saved.ExpectText("Konzern Holding AG").ExpectText("bills@konzern.example").ExpectText("Austria");

        var back = await (await staff.OpenAsync($"/customers/{customer.Id}/account/bill-to")).Form("Save").Tick("Same as company").SubmitAsync("Save");
        (await back.FollowAsync()).ExpectText("Same as company");
        Assert.Equal(2, await portal.Given.ReadAsync(db => db.AuditRecords.CountAsync(r => r.CustomerId == customer.Id && r.Action == AuditAction.CustomerChanged)));
    }

    private Task<string> NameAsync(GivenCustomer customer) =>
        portal.Given.ReadAsync(db => db.Customers.Where(c => c.Id == customer.Id).Select(c => c.CompanyName).SingleAsync());

    private async Task<(GivenProvider Provider, GivenReseller Reseller, GivenCustomer Customer)> GivenAsync()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        return (provider, reseller, await portal.Given.CustomerAsync(provider, reseller: reseller));
    }
}
