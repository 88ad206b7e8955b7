using Microsoft.Playwright;

namespace IndirectProvider.BrowserTests;

/// <summary>What kind of browser a person sits at.</summary>
public sealed record BrowserSettings
{
    /// <summary>A desktop screen.</summary>
    public static readonly ViewportSize Desktop = new() { Width = 1280, Height = 900 };

    /// <summary>A phone, upright.</summary>
    public static readonly ViewportSize Phone = new() { Width = 390, Height = 844 };

    /// <summary>Where relative addresses start from.</summary>
    public Uri? Address { get; init; }

    /// <summary>The browser's language: en-GB, de-DE.</summary>
    public string Locale { get; init; } = "en-GB";

    /// <summary>The size of the window.</summary>
    public ViewportSize Viewport { get; init; } = Desktop;

    /// <summary>Prefers dark colours.</summary>
    public bool Dark { get; init; }

    /// <summary>Runs scripts.</summary>
    public bool Script { get; init; } = true;
}
