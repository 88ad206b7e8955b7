using System.Net;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using IndirectProvider.Testing.Stories;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Customers.New;

/// <summary>Step 1 of the wizard.</summary>
public sealed class CustomerStepTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Begins_with_the_reseller_it_was_asked_for_and_stores_nothing_yet()
    {
        var (provider, reseller, client) = await SceneAsync();

        var step = await client.BeginNewCustomerAsync(reseller.Id);

        Assert.Equal("New customer", step.Heading);
        var form = step.Form("Next: Subscriptions");
        Assert.Equal(reseller.Name, form.Value("Indirect reseller"));
        Assert.Equal("Germany", form.Value("Country"));
        Assert.Equal("German", form.Value("Language"));
        Assert.DoesNotContain("United States", form.Options("Country"));
        Assert.Contains("Switzerland", form.Options("Country"));
        Assert.Equal(0, await portal.Given.ReadAsync(db => db.OrderDrafts.CountAsync(d => d.ProviderId == provider.Id)));
    }

    [Fact]
    public async Task Resellers_of_others_ended_ones_and_those_without_agreement_are_not_offered()
    {
        var (provider, reseller, client) = await SceneAsync();
        var foreign = await portal.Given.ResellerAsync(partnerOf: await portal.Given.ProviderAsync());
        var unsigned = await portal.Given.ResellerAsync(agreement: false, partnerOf: provider);
        var ended = await portal.Given.ResellerAsync(partnerOf: provider);
        await EndAsync(provider, ended);

        foreach (var id in new[] { foreign.Id, unsigned.Id, ended.Id, Guid.NewGuid() })
        {
            var step = await client.BeginNewCustomerAsync(id);
            step.ExpectText("This indirect reseller can't be named now");
            Assert.Equal(["No indirect reseller", reseller.Name], step.Form("Next: Subscriptions").Options("Indirect reseller"));
            Assert.Equal("No indirect reseller", step.Form("Next: Subscriptions").Value("Indirect reseller"));
        }
    }

    [Theory]
    [InlineData("Company name", "", "Enter the company's name.")]
    [InlineData("Company name", " .-! ", "Enter the company's name.")]
    [InlineData("Company name", "G.m.b.H.", "This is only a legal form. Enter the company's whole name.")]
    [InlineData("Domain prefix", "", "Enter a domain prefix.")]
    [InlineData("Domain prefix", "-x", "Use 3 to 27 letters from a to z, digits and hyphens; begin and end with a letter or digit.")]
    [InlineData("Domain prefix", "Admin", "This word is reserved. Choose another prefix.")]
    [InlineData("Address line 1", "", "Enter the street and number.")]
    [InlineData("City", "", "Enter the city.")]
    [InlineData("Postal code", "ABC", "Enter a postal code of Germany, for example 10115.")]
    [InlineData("First name", "", "Enter the first name.")]
    [InlineData("Last name", "", "Enter the last name.")]
    [InlineData("E-mail", "nobody", "Enter an e-mail address like name@company.com.")]
    [InlineData("E-mail", "me@provider.example", "This is an address of your own company. Enter the customer's.")]
    [InlineData("E-mail", "me@mail.provider.example", "This is an address of your own company. Enter the customer's.")]
    [InlineData("Phone", "none", "This is not a valid phone number. Enter it with area code, for example +49 and the number.")]
    [InlineData("Accepted by", "", "Enter who accepted the agreement.")]
    [InlineData("E-mail of this person", "", "Enter the e-mail address of the person who accepted the agreement.")]
    [InlineData("Date of acceptance", "", "Enter the date on which the agreement was accepted.")]
    [InlineData("Date of acceptance", "soon", "This is no date on which an agreement can have been accepted.")]
    [InlineData("Date of acceptance", "2999-01-01", "This date is in the future. The agreement must have been accepted before the order.")]
    public async Task A_bad_field_gets_its_message_and_everything_typed_stays(string label, string typed, string message)
    {
        var (_, reseller, client) = await SceneAsync();
        var form = (await client.BeginNewCustomerAsync(reseller.Id)).Form("Next: Subscriptions")
            .FillCustomer(NewCustomerStory.FreePrefix()).Fill(label, typed);

        var again = (await form.SubmitAsync("Next: Subscriptions")).Expect(HttpStatusCode.BadRequest);

        Assert.Equal(message, again.ErrorAt(label));
        Assert.Equal([message], again.ErrorSummary);
        var kept = again.Form("Next: Subscriptions");
        Assert.Equal(typed, kept.Value(label));
        Assert.Equal(label == "Company name" ? typed : "Nordlicht Medien GmbH", kept.Value("Company name"));
        Assert.Equal(reseller.Name, kept.Value("Indirect reseller"));
        Assert.Equal(typed, (await client.OpenAsync(again.StepPath("customer"))).Form("Next: Subscriptions").Value(label));
    }

    [Fact]
    public async Task A_prefix_of_another_providers_customer_is_taken()
    {
        var other = await portal.Given.CustomerAsync(await portal.Given.ProviderAsync());
        var (_, _, client) = await SceneAsync();
        var step = await client.BeginNewCustomerAsync();

        var again = await step.Form("Next: Subscriptions").FillCustomer(other.Details.DomainPrefix.ToUpperInvariant()).SubmitAsync("Next: Subscriptions");

        Assert.Equal($"{other.Domain} is already taken. Choose another prefix.", again.Expect(HttpStatusCode.BadRequest).ErrorAt("Domain prefix"));
        Assert.DoesNotContain(other.Name, again.Html, StringComparison.Ordinal);
        var live = await client.OpenAsync($"{step.StepPath("customer")}?handler=Availability&Customer.DomainPrefix={other.Details.DomainPrefix}");
        live.ExpectText($"{other.Domain} is already taken.");
        var free = NewCustomerStory.FreePrefix();
        (await client.OpenAsync($"{step.StepPath("customer")}?handler=Availability&Customer.DomainPrefix={free}")).ExpectText($"{free}.tenants.example is available.");
        (await client.OpenAsync($"{step.StepPath("customer")}?handler=Availability&Customer.DomainPrefix=www")).ExpectText("This word is reserved.");
    }

    [Fact]
    public async Task Another_country_asks_for_its_own_fields_without_script()
    {
        var (_, _, client) = await SceneAsync();
        var step = await client.BeginNewCustomerAsync();

        var again = await step.Form("Next: Subscriptions").FillCustomer(NewCustomerStory.FreePrefix())
            .Fill("Country", "Hungary").Fill("Phone", "").SubmitAsync("Next: Subscriptions");

        again.Expect(HttpStatusCode.BadRequest);
        Assert.Equal("Enter the company's registration number.", again.ErrorAt("Registration number"));
        Assert.Equal("Enter the phone number.", again.ErrorAt("Phone"));
        Assert.Contains("for example 1051", again.ErrorAt("Postal code"), StringComparison.Ordinal);
        var answer = await again.Form("Next: Subscriptions").Fill("Registration number", "01-09-123456").Fill("Phone", "06 1 234 5678")
            .Fill("Postal code", "1051").Fill("Language", "Hungarian").SubmitAsync("Next: Subscriptions");
        await answer.FollowToAsync(step.StepPath("subscriptions"));
    }

    [Fact]
    public async Task The_script_gets_the_fields_of_the_country_with_what_was_typed()
    {
        var (_, _, client) = await SceneAsync("US");
        var step = await client.BeginNewCustomerAsync();
        Assert.Contains("Washington", step.Form("Next: Subscriptions").Options("State"));
        var request = step.Form("Next: Subscriptions").Fill("State", "Washington").Fill("Phone", "425 555 0100").Request("Next: Subscriptions");
        request.RequestUri = new Uri(request.RequestUri!, "?handler=CountryFields");

        var fields = (await client.SendAsync(request)).Expect(HttpStatusCode.OK);

        Assert.Equal(3, fields.Document.QuerySelectorAll("[hx-swap-oob]").Length);
        Assert.Equal("425 555 0100", fields.Control("Phone").GetAttribute("value"));
        Assert.Empty(fields.Document.QuerySelectorAll(".field-error"));
    }

    [Fact]
    public async Task A_country_of_another_region_is_refused()
    {
        var (_, _, client) = await SceneAsync();
        var form = (await client.BeginNewCustomerAsync()).Form("Next: Subscriptions").FillCustomer(NewCustomerStory.FreePrefix())
            .Fill("Postal code", "98052").Fill("Language", "English")
            .Without("Customer.Address.Country").Tamper("Customer.Address.Country", "US").Tamper("Customer.Address.State", "WA");

        var again = (await form.SubmitAsync("Next: Subscriptions")).Expect(HttpStatusCode.BadRequest);

        Assert.Equal("Choose a country of your own region.", again.ErrorAt("Country"));
    }

    [Fact]
    public async Task What_was_typed_is_kept_by_the_script_and_there_after_signing_in_again()
    {
        var (provider, reseller, client) = await SceneAsync();
        var step = await client.BeginNewCustomerAsync(reseller.Id);
        var save = step.Form("Next: Subscriptions").Fill("Company name", "Half a na").Fill("E-mail", "half@").Request("Next: Subscriptions");
        save.RequestUri = new Uri(save.RequestUri!, "?handler=Save");

        (await client.SendAsync(save)).Expect(HttpStatusCode.NoContent);
        using var later = await portal.Given.SignedInAsync(provider.Admin);
        var form = (await later.OpenAsync(step.Path)).Form("Next: Subscriptions");

        Assert.Equal("Half a na", form.Value("Company name"));
        Assert.Equal("half@", form.Value("E-mail"));
        Assert.Equal(reseller.Name, form.Value("Indirect reseller"));
    }

    [Fact]
    public async Task Sent_after_the_session_ended_it_leads_to_sign_in_and_back()
    {
        var (_, _, client) = await SceneAsync();
        var step = await client.BeginNewCustomerAsync();
        using var stranger = portal.NewClient();

        var answer = await stranger.SendAsync(step.Form("Next: Subscriptions").FillCustomer("abc").Request("Next: Subscriptions"));

        Assert.Equal($"/sign-in?returnUrl={Uri.EscapeDataString(step.StepPath("customer"))}", answer.Location, ignoreCase: true);
    }

    [Fact]
    public async Task A_name_like_a_web_address_is_warned_about_and_taken()
    {
        var (_, _, client) = await SceneAsync();
        var step = await client.BeginNewCustomerAsync();

        var answer = await step.Form("Next: Subscriptions").FillCustomer(NewCustomerStory.FreePrefix(), "nordlicht.example").SubmitAsync("Next: Subscriptions");

        var review = await (await answer.FollowToAsync(step.StepPath("subscriptions"))).ToReviewAsync();
        review.ExpectText("The company name looks like a web address");
        Assert.Empty(review.ErrorSummary);
    }

    private async Task<(GivenProvider Provider, GivenReseller Reseller, PortalClient Client)> SceneAsync(string country = "DE")
    {
        var provider = await portal.Given.ProviderAsync(country: country);
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        return (provider, reseller, await portal.Given.SignedInAsync(provider.Admin));
    }

    private Task EndAsync(GivenProvider provider, GivenReseller reseller) =>
        portal.Given.SaveAsync(db => db.Partnerships.Single(p => p.ProviderId == provider.Id && p.ResellerId == reseller.Id).End(portal.Given.Now));
}
