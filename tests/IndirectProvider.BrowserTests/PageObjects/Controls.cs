using Microsoft.Playwright;

namespace IndirectProvider.BrowserTests.PageObjects;

/// <summary>What a person finds on any page by its name, in the browser's language.</summary>
public static class Controls
{
    /// <summary>The field with this label.</summary>
    public static ILocator Field(this BrowserSession session, string label) =>
        session.Page.GetByLabel(session.Words[label], new() { Exact = true });

    /// <summary>The field that is called what somebody named it: a product, a person.</summary>
    public static ILocator FieldOf(this BrowserSession session, string name) => session.Page.GetByLabel(name, new() { Exact = true });

    /// <summary>The button with this text.</summary>
    public static ILocator Button(this BrowserSession session, string text) =>
        session.Page.GetByRole(AriaRole.Button, new() { Name = session.Words[text], Exact = true });

    /// <summary>The link with this text in the page's own part, not in navigation or footer.</summary>
    public static ILocator Link(this BrowserSession session, string text) =>
        session.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = session.Words[text], Exact = true });

    /// <summary>The link that is called what somebody named it: a customer, a product, a person.</summary>
    public static ILocator LinkTo(this BrowserSession session, string name) =>
        session.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    /// <summary>Chooses from the list with this label.</summary>
    public static Task SelectAsync(this BrowserSession session, string label, string choice) =>
        session.Field(label).SelectOptionAsync(new SelectOptionValue { Label = choice });

    /// <summary>Types into the field with this label.</summary>
    public static Task FillAsync(this BrowserSession session, string label, string value) => session.Field(label).FillAsync(value);

    /// <summary>Presses the button with this text.</summary>
    public static Task PressAsync(this BrowserSession session, string text) => session.Button(text).ClickAsync();

    /// <summary>Follows the link with this text.</summary>
    public static Task FollowAsync(this BrowserSession session, string text) => session.Link(text).ClickAsync();

    /// <summary>Opens a page by the navigation, unfolding it where the window is narrow.</summary>
    public static async Task NavigateAsync(this BrowserSession session, string entry)
    {
        var link = session.Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = session.Words[entry], Exact = true });
        if (!await link.First.IsVisibleAsync())
        {
            await session.Page.Locator("summary", new() { HasText = session.Words["Menu"] }).ClickAsync();
        }

        await link.First.ClickAsync();
    }

    /// <summary>
    /// Waits for the page with this heading, checks it and takes a picture of it if it gets a name.
    /// </summary>
    public static async Task ArriveAsync(this BrowserSession session, string heading, string? picture = null)
    {
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = heading, Exact = true })).ToBeVisibleAsync();
        await session.CheckAsync();
        if (picture is not null)
        {
            await session.ScreenshotAsync(picture);
        }
    }

    /// <summary>Asserts that the page's own part shows this text.</summary>
    public static Task ShowsAsync(this BrowserSession session, string text) =>
        Assertions.Expect(session.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(text);

    /// <summary>Asserts that this text stands nowhere in the page.</summary>
    public static async Task ShowsNowhereAsync(this BrowserSession session, string text) =>
        Assert.DoesNotContain(text, await session.Page.ContentAsync(), StringComparison.Ordinal);
}
