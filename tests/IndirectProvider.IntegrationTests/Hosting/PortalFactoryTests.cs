using System.Net;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IndirectProvider.IntegrationTests.Hosting;

/// <summary>The portal starts as deployed, with nothing but its settings.</summary>
public sealed class PortalFactoryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_error_page_speaks_the_readers_language(bool realPort)
    {
        await using var portal = new PortalFactory(new() { RealPort = realPort });
        using var client = portal.NewClient();

        var english = await client.GetAsync("/errors/404");
        var german = await client.Speak("de").GetAsync("/errors/404");

        Assert.Equal((HttpStatusCode.NotFound, "en"), (english.Status, english.Language));
        Assert.Equal((HttpStatusCode.NotFound, "de"), (german.Status, german.Language));
        Assert.NotEqual(english.Heading, german.Heading);
        Assert.Empty(portal.Log.Errors);
    }

    [Fact]
    public async Task Two_portals_share_nothing()
    {
        await using var one = new PortalFactory();
        await using var other = new PortalFactory();

        await new GivenPortal(one).ProviderAsync();

        Assert.Equal(1, await new GivenPortal(one).ReadAsync(db => db.Providers.CountAsync()));
        Assert.Equal(0, await new GivenPortal(other).ReadAsync(db => db.Providers.CountAsync()));
    }

    [Fact]
    public void Time_flows_without_steps()
    {
        using var clock = new PortalClock();

        var times = Enumerable.Range(0, 1000).Select(_ => clock.Time.GetUtcNow()).ToList();

        Assert.Equal(times.Order(), times);
        Assert.True(times.Distinct().Count() > 100);
    }

    [Fact]
    public async Task Time_can_be_turned_forward()
    {
        await using var portal = new PortalFactory(new() { Start = new DateTimeOffset(2027, 2, 28, 12, 0, 0, TimeSpan.Zero) });
        var clock = portal.Services.GetRequiredService<TimeProvider>();
        var rang = new TaskCompletionSource();
        await using var timer = clock.CreateTimer(_ => rang.TrySetResult(), null, TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan);

        portal.Clock.Advance(TimeSpan.FromDays(2));

        await rang.Task.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(new DateOnly(2027, 3, 2), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
    }

    [Fact]
    public async Task What_the_portal_keeps_in_clear_is_found()
    {
        await using var portal = new PortalFactory();
        var provider = await new GivenPortal(portal).ProviderAsync("Findable Distribution");
        portal.Services.GetRequiredService<ILogger<PortalFactoryTests>>().LogInformation("The word is {Word}", "quiet+lantern");

        Assert.Contains(portal.WhereIs(provider.SupportEmail), place => place == "the database");
        Assert.Contains(portal.WhereIs("quiet+lantern"), place => place.StartsWith("log line", StringComparison.Ordinal));
        Assert.Empty(portal.WhereIs(GivenPortal.Password));
    }
}
