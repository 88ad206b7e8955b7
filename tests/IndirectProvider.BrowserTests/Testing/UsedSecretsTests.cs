using IndirectProvider.BrowserTests.PageObjects;
using IndirectProvider.Testing.Given;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IndirectProvider.BrowserTests.Testing;

/// <summary>What the other tests rely on: that a secret in the log would be noticed.</summary>
[Collection(BrowserCollection.Name)]
public sealed class UsedSecretsTests(BrowserFixture browser, PortalFixture fixture) : PortalTests(fixture)
{
    [Fact]
    public async Task A_password_that_was_typed_is_looked_for_in_everything_logged()
    {
        var provider = await Fixture.Given.ProviderAsync();
        await using var session = await browser.OpenAsync(new() { Address = Fixture.Portal.Address });
        await session.SignInAsync(provider.Admin);
        Assert.Empty(Fixture.SecretsLeftBehind());
        Assert.Contains(Fixture.Portal.Log.Lines, line => line.Level == LogLevel.Debug && line.Category.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

        Fixture.Portal.Services.GetRequiredService<ILogger<UsedSecretsTests>>().LogDebug("Careless: {Password}", GivenPortal.Password);

        Assert.Contains("Careless", Assert.Single(Fixture.SecretsLeftBehind()), StringComparison.Ordinal);
    }
}
