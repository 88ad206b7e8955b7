using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Data;

/// <summary>
/// Opens a context that sees all tenants' rows, for what is between tenants by nature: links of people who are not
/// signed in, accounts, partnerships, workers. Who may use it is a reviewed list in the architecture tests.
/// </summary>
public sealed class PortalDb(DbContextOptions<PortalDbContext> options, TenantScope scope) : IAsyncDisposable, IDisposable
{
    private PortalDbContext? context;

    /// <summary>The context of this unit of work; saves on behalf of the same actor as the ordinary one.</summary>
    public PortalDbContext Open() => context ??= new PortalDbContext(options, TenantScope.OfPortal(scope));

    /// <inheritdoc/>
    public void Dispose() => context?.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => context?.DisposeAsync() ?? ValueTask.CompletedTask;
}
