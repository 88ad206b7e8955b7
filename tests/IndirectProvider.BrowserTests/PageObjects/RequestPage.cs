namespace IndirectProvider.BrowserTests.PageObjects;

/// <summary>Where a provider's staff request a partnership.</summary>
public static class RequestPage
{
    /// <summary>Opens it from the list of indirect resellers.</summary>
    public static async Task OpenRequestAsync(this BrowserSession session)
    {
        await session.NavigateAsync("Indirect resellers");
        await session.ArriveAsync(session.Words["Indirect resellers"]);
        await session.Link("Request a partnership").First.ClickAsync();
        await session.ArriveAsync(session.Words["Request a partnership"], "request-a-partnership");
    }

    /// <summary>Says who is invited.</summary>
    public static async Task FillAddresseeAsync(this BrowserSession session, string email, string name)
    {
        await session.FillAsync("E-mail address", email);
        await session.FillAsync("Name", name);
    }
}
