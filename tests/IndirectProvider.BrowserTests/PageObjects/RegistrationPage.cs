namespace IndirectProvider.BrowserTests.PageObjects;

/// <summary>Where a company registers as indirect reseller; country, address and language come from the invitation.</summary>
public static class RegistrationPage
{
    /// <summary>Registers a company in Germany.</summary>
    public static async Task RegisterAsync(this BrowserSession session, string company, string partnerId, string password)
    {
        await session.FillAsync("Legal name", company);
        await session.FillAsync("PartnerID", partnerId);
        await session.FillAsync("Address line 1", "Lindenweg 4");
        await session.FillAsync("City", "Dresden");
        await session.FillAsync("Postal code", "01067");
        await session.FillAsync("Support e-mail", "help@newcomer.example");
        await session.FillAsync("Support phone", "0351 123456");
        await session.FillAsync("First name", "Nina");
        await session.FillAsync("Last name", "Newcomer");
        await session.FillAsync("Password", password);
        await session.FillAsync("Repeat password", password);
        await session.Field("We accept the partner agreement").CheckAsync();
        await session.PressAsync("Register");
    }
}
