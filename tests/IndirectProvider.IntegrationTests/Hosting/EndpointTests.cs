using IndirectProvider.Testing.Hosting;
using IndirectProvider.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.IntegrationTests.Hosting;

/// <summary>The portal is closed by default: who is not signed in can open what is listed here, and nothing else.</summary>
public sealed class EndpointTests
{
    /// <summary>Pages for people who are not signed in. Every entry needs its reason.</summary>
    private static readonly Dictionary<string, string> Anonymous = new()
    {
        ["/Account/ConfirmEmail"] = "its link is the proof",
        ["/Account/ForgotPassword"] = "who forgot the password can't sign in",
        ["/Account/Microsoft"] = "leads to Microsoft to sign in there",
        ["/Account/MicrosoftNotDone"] = "says why nothing came of it",
        ["/Account/PartnerAgreement"] = "read before registering",
        ["/Account/Register"] = "who registers has no account yet",
        ["/Account/Registered"] = "who registers has no account yet",
        ["/Account/SecondFactor"] = "second step of sign-in; its cookie says whose password was right",
        ["/Account/SetPassword"] = "its link is the proof",
        ["/Account/SetUp"] = "its link is the proof, and there is no operator yet",
        ["/Account/SignIn"] = "where members begin",
        ["/Errors/Error"] = "says what went wrong to whom it went wrong for",
        ["/FindAProvider/Details"] = "the directory is public",
        ["/FindAProvider/Index"] = "the directory is public",
        ["/FindAProvider/Logo"] = "the directory is public",
        ["/Invitation/Decline"] = "its link is the proof",
        ["/Invitation/Declined"] = "says that it is done",
        ["/Invitation/Follow"] = "its link is the proof",
        ["/Invitation/Index"] = "its link is the proof",
        ["/Preferences/Language"] = "the footer's switch is on every page",
        ["/Preferences/Theme"] = "the footer's switch is on every page",
    };

    [Fact]
    public async Task Every_page_needs_a_signed_in_member_or_is_on_the_list()
    {
        await using var portal = new PortalFactory();
        var pages = portal.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(endpoint => (Page: endpoint.Metadata.GetMetadata<PageActionDescriptor>()?.ViewEnginePath, Open: endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null))
            .Where(endpoint => endpoint.Page is not null)
            .ToList();

        Assert.Equal(Anonymous.Keys.Order(), pages.Where(page => page.Open).Select(page => page.Page!).Distinct().Order());
        Assert.NotNull(await portal.Services.GetRequiredService<IAuthorizationPolicyProvider>().GetFallbackPolicyAsync());
    }

    [Fact]
    public async Task Whatever_is_no_page_and_open_is_a_file_or_the_health_check()
    {
        await using var portal = new PortalFactory();
        var others = portal.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(route => route is not (HealthSetup.LivePath or HealthSetup.ReadyPath));

        Assert.DoesNotContain(others, route => !Path.HasExtension(route) || route.Contains('{', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_what_changes_nothing_of_anybody_takes_a_form_without_its_token()
    {
        await using var portal = new PortalFactory();
        var pages = portal.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<IgnoreAntiforgeryTokenAttribute>() is not null)
            .Select(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>()!.ViewEnginePath);

        Assert.Equal(["/Errors/Error", "/Preferences/Language", "/Preferences/Theme"], pages.Distinct().Order());
    }

    [Fact]
    public async Task The_server_does_not_say_what_it_is()
    {
        await using var portal = new PortalFactory(new() { RealPort = true });
        using var client = portal.NewClient();

        Assert.False((await client.GetAsync("/sign-in")).Response.Headers.Contains("Server"));
    }
}
