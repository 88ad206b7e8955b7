using Microsoft.Playwright;

namespace IndirectProvider.BrowserTests;

/// <summary>One Chromium for all browser tests; every test opens contexts of its own in it.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--no-first-run",
    ];

    /// <summary>Milliseconds after which what doesn't come is taken not to come.</summary>
    private const float Patience = 15_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = FindBrowser(), Headless = true, Args = Flags });
    }

    /// <summary>A browser window of its own, with its own cookies, as set up.</summary>
    public async Task<BrowserSession> OpenAsync(BrowserSettings? settings = null)
    {
        settings ??= new BrowserSettings();
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = settings.Address?.ToString(),
            IgnoreHTTPSErrors = true,
            Locale = settings.Locale,
            TimezoneId = "Europe/Vienna",
            ViewportSize = settings.Viewport,
            ColorScheme = settings.Dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = settings.Script,
            ReducedMotion = ReducedMotion.Reduce,
            HasTouch = settings.Viewport == BrowserSettings.Phone,
        });
        context.SetDefaultTimeout(Patience);
        if (settings.Script)
        {
            await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        }

        return new BrowserSession(context, await context.NewPageAsync(), settings);
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string FindBrowser()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var found = new[] { Environment.GetEnvironmentVariable("CHROMIUM_PATH") }
            .Concat(Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))))
            .FirstOrDefault(File.Exists);
        return found ?? throw new InvalidOperationException("No Chromium found: run scripts/test.sh, which installs it, or set CHROMIUM_PATH.");
    }
}

/// <summary>Browser tests run one after another and share the browser.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Browser";
}
