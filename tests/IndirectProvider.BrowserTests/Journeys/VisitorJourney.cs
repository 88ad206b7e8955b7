using System.Globalization;
using IndirectProvider.BrowserTests.PageObjects;
using IndirectProvider.Testing.Given;

namespace IndirectProvider.BrowserTests.Journeys;

/// <summary>Somebody without an account looks for a provider in a country.</summary>
internal sealed class VisitorJourney(BrowserSession visitor, GivenPortal given, string culture)
{
    /// <summary>Everything, in order.</summary>
    public async Task RunAsync()
    {
        var wanted = await given.ProviderAsync("Donau Distribution", "AT");
        var other = await given.ProviderAsync();
        await given.ListAsync(wanted, "Cloud services for partners in Austria.", "https://www.donau.example/");
        await given.ListAsync(other);
        var unlisted = await given.ProviderAsync("Donau Verborgen", "AT");

        await visitor.Page.GotoAsync("/find-a-provider");
        await visitor.ArriveAsync(visitor.Words["Find a provider"], "journey-visitor-directory");
        await visitor.ShowsAsync(other.Name);
        await visitor.SelectAsync("Country", CultureInfo.GetCultureInfo(culture).TwoLetterISOLanguageName == "de" ? "Österreich" : "Austria");
        await visitor.PressAsync("Search");
        await visitor.Page.WaitForURLAsync("**country=AT**");
        await visitor.ArriveAsync(visitor.Words["Find a provider"], "journey-visitor-country");
        await visitor.ShowsNowhereAsync(other.Name);
        await visitor.ShowsNowhereAsync(unlisted.Name);

        await visitor.LinkTo(wanted.Name).ClickAsync();
        await visitor.ArriveAsync(wanted.Name, "journey-visitor-provider");
        await visitor.ShowsAsync("Cloud services for partners in Austria.");
        await visitor.ShowsAsync(wanted.SupportEmail);
    }
}
