using IndirectProvider.Testing.Hosting;

namespace IndirectProvider.IntegrationTests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task Anybody_can_ask_whether_the_portal_lives()
    {
        await using var portal = new PortalFactory();
        using var watcher = portal.NewClient();

        Assert.Equal("Healthy", (await watcher.OpenAsync("/health/live")).Html);
    }
}
