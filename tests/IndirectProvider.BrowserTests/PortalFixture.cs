using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;

namespace IndirectProvider.BrowserTests;

/// <summary>A portal on a real port, for the tests of one class.</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    /// <summary>A fixture for one class.</summary>
    public PortalFixture() => Given = new GivenPortal(Portal);

    /// <summary>Makes the people and organisations a test needs.</summary>
    public GivenPortal Given { get; }

    /// <summary>The running portal.</summary>
    public PortalFactory Portal { get; } = new(new() { RealPort = true });

    /// <inheritdoc />
    public Task InitializeAsync()
    {
        Portal.StartServer();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task DisposeAsync() => await Portal.DisposeAsync();
}
