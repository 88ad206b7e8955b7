namespace IndirectProvider.BrowserTests;

/// <summary>Tests on one portal; after each one no secret that a browser has sent may stand in the log or in the database.</summary>
public abstract class PortalTests(PortalFixture fixture) : IClassFixture<PortalFixture>, IDisposable
{
    /// <summary>The portal and who is there.</summary>
    protected PortalFixture Fixture { get; } = fixture;

    /// <inheritdoc />
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Assert.Empty(Fixture.SecretsLeftBehind());
    }
}
