using IndirectProvider.Testing.Hosting;

namespace IndirectProvider.Testing.Given;

/// <summary>One portal for all tests of a class, as <c>IClassFixture&lt;SharedPortal&gt;</c>; starting one per test would take long.</summary>
public sealed class SharedPortal : PortalFactory
{
    /// <summary>A portal with the usual settings.</summary>
    public SharedPortal() => Given = new GivenPortal(this);

    /// <summary>Makes the people and organisations a test needs.</summary>
    public GivenPortal Given { get; }
}
