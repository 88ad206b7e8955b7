using System.Net;
using IndirectProvider.Audit;
using IndirectProvider.Testing.Entra;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Html;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Account.Entra;

/// <summary>A portal that signs people in at an OpenID provider of its own, and logs all it has to say.</summary>
public sealed class EntraPortal : IAsyncLifetime
{
    /// <summary>The page that says why nothing came of it.</summary>
    public const string NotDone = "/sign-in/microsoft/not-done";

    /// <summary>The one answer to everybody who is not let in.</summary>
    public const string NotConnected = "This Microsoft account is not connected to an account that may sign in here.";

    /// <summary>The one answer to everything that can't be believed.</summary>
    public const string NotFinished = "The sign-in with Microsoft was not finished.";

    /// <summary>The provider that plays Microsoft.</summary>
    public EntraServerProcess Entra { get; private set; } = null!;

    /// <summary>The portal.</summary>
    public PortalFactory Portal { get; private set; } = null!;

    /// <summary>Makes people and organisations.</summary>
    public GivenPortal Given { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Entra = await EntraServerProcess.StartAsync();
        Portal = new PortalFactory(new()
        {
            Settings = new Dictionary<string, string?>(Entra.Settings)
            {
                ["Logging:LogLevel:Default"] = "Trace",
                ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace",
                ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Trace",
            },
        });
        Given = new GivenPortal(Portal);
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Entra.DisposeAsync();
    }

    /// <summary>A provider whose admin has linked the tenant of a Microsoft account, and that account.</summary>
    public async Task<(GivenProvider Provider, EntraPerson Admin)> LinkedProviderAsync(Guid? tenantId = null)
    {
        var provider = await Given.ProviderAsync();
        return (provider, await LinkAsync(provider.Admin, tenantId));
    }

    /// <summary>An admin links the tenant of a new Microsoft account.</summary>
    public async Task<EntraPerson> LinkAsync(GivenMember admin, Guid? tenantId = null)
    {
        var who = EntraPerson.New(tenantId);
        using var browser = await Given.SignedInAsync(admin);
        var page = await (await TryLinkAsync(browser, who)).FollowToAsync("/settings/microsoft-sign-in");
        Assert.Equal(who.TenantId.ToString(), page.Value("Tenant id"));
        return who;
    }

    /// <summary>The admin's way to Microsoft and back.</summary>
    public async Task<Page> TryLinkAsync(PortalClient browser, EntraPerson? who, string? fault = null)
    {
        var settings = await browser.OpenAsync("/settings/microsoft-sign-in");
        return await Entra.SignInAsync(browser, await settings.ClickAsync("Link your Microsoft tenant"), who, fault);
    }

    /// <summary>Somebody connects a Microsoft account to the own account.</summary>
    public async Task<Page> ConnectAsync(PortalClient browser, EntraPerson? who, string? fault = null)
    {
        var page = await (await browser.OpenAsync("/account/security")).ClickAsync("Connect Microsoft account");
        return await Entra.SignInAsync(browser, await page.ClickAsync("Go to Microsoft"), who, fault);
    }

    /// <summary>From the sign-in page to Microsoft and back.</summary>
    public async Task<Page> SignInAsync(PortalClient browser, EntraPerson? who, string? fault = null, string path = "/sign-in") =>
        await Entra.SignInAsync(browser, await (await browser.OpenAsync(path)).ClickAsync("Sign in with Microsoft"), who, fault);

    /// <summary>Somebody who came in with Microsoft.</summary>
    public async Task<PortalClient> SignedInAsync(EntraPerson who)
    {
        var browser = Portal.NewClient();
        await (await SignInAsync(browser, who)).FollowToAsync("/");
        return browser;
    }

    /// <summary>The page that says why nothing came of it, and that nobody is signed in.</summary>
    public static async Task ExpectRefusedAsync(PortalClient browser, Page answer, string text)
    {
        (await answer.FollowToAsync(NotDone)).Expect(HttpStatusCode.OK).ExpectText(text);
        Assert.StartsWith("/sign-in?", (await browser.GetAsync("/")).Expect(HttpStatusCode.Found).Location, StringComparison.Ordinal);
    }

    /// <summary>How many sessions somebody has.</summary>
    public Task<int> SessionsAsync(GivenMember member) => Given.ReadAsync(db => db.Sessions.CountAsync(s => s.UserId == member.Id));

    /// <summary>What the activity log has of somebody or something, in order.</summary>
    public Task<List<string>> ActionsAsync(Guid subjectId) =>
        Given.ReadAsync(db => db.AuditRecords.Where(r => r.SubjectId == subjectId).OrderBy(r => r.Id).Select(r => r.Action).ToListAsync());

    /// <summary>The latest refused sign-in's details.</summary>
    public Task<string?> LastRefusalAsync() => Given.ReadAsync(db =>
        db.AuditRecords.Where(r => r.Action == AuditAction.SignInFailed).OrderByDescending(r => r.Id).Select(r => r.Details).FirstAsync());
}
