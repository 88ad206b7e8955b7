using System.Collections.Concurrent;
using IndirectProvider.Testing;
using Microsoft.Playwright;

namespace IndirectProvider.BrowserTests;

/// <summary>One person's browser window. Whatever the page complains about on the console is kept.</summary>
public sealed class BrowserSession : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly BrowserSettings _settings;
    private readonly ConcurrentQueue<string> _complaints = new();

    internal BrowserSession(IBrowserContext context, IPage page, BrowserSettings settings)
    {
        _context = context;
        _settings = settings;
        Page = page;
        context.Request += (_, request) => UsedSecrets.Note(request);
        page.Console += (_, message) =>
        {
            // What could not be loaded is reported below, with its address.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                _complaints.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Response += (_, response) =>
        {
            if (response.Status >= 400 && !response.Request.IsNavigationRequest)
            {
                _complaints.Enqueue($"{response.Status} {response.Url}");
            }
        };
    }

    /// <summary>The page, with all of Playwright's means.</summary>
    public IPage Page { get; }

    /// <summary>The portal's words in this browser's language.</summary>
    public Words Words => Words.Of(_settings.Locale);

    /// <summary>The context, for cookies, the clipboard and further tabs.</summary>
    public IBrowserContext Context => _context;

    /// <summary>Script errors, what the content security policy refused, and what could not be loaded, so far.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Says yes to every question of the browser from here on, such as whether to leave the page.</summary>
    /// <returns>The kinds of questions asked so far, see <see cref="DialogType"/>.</returns>
    public IReadOnlyCollection<string> AcceptDialogs()
    {
        var asked = new ConcurrentQueue<string>();
        Page.Dialog += async (_, dialog) =>
        {
            asked.Enqueue(dialog.Type);
            await dialog.AcceptAsync();
        };
        return asked;
    }

    /// <summary>Fails unless the page as it stands loaded without complaint, is accessible and does not scroll sideways.</summary>
    public async Task CheckAsync()
    {
        var problems = await ProblemsAsync();
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    /// <summary>What is wrong with the page as it stands, one line each.</summary>
    public async Task<IReadOnlyList<string>> ProblemsAsync()
    {
        await Page.WaitForLoadStateAsync(LoadState.Load);
        var problems = new List<string>();
        while (_complaints.TryDequeue(out var complaint))
        {
            problems.Add(complaint);
        }

        if (_settings.Script)
        {
            problems.AddRange(await Axe.ViolationsAsync(Page));
            var overflow = await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (overflow > 0)
            {
                problems.Add($"scrolls sideways by {overflow} px at {_settings.Viewport.Width} px");
            }
        }

        return [.. problems.Select(problem => $"{new Uri(Page.Url).PathAndQuery}: {problem}")];
    }

    /// <summary>Stores a picture of the whole page in TestResults/screens.</summary>
    public Task ScreenshotAsync(string name)
    {
        var look = $"{_settings.Locale[..2]}-{_settings.Viewport.Width}{(_settings.Dark ? "-dark" : "")}{(_settings.Script ? "" : "-noscript")}";
        return Page.ScreenshotAsync(new() { Path = RepositoryFolder.Path("TestResults", "screens", $"{name}-{look}.png"), FullPage = true });
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
