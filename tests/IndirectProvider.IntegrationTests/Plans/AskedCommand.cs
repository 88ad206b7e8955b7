using System.Data.Common;
using IndirectProvider.Tenancy;

namespace IndirectProvider.IntegrationTests.Plans;

/// <summary>What the portal asked of its database for a page.</summary>
/// <param name="Address">The first page that asked it.</param>
/// <param name="Scope">For whom.</param>
/// <param name="Text">The SQL.</param>
/// <param name="Parameters">Copies of what went with it.</param>
public sealed record AskedCommand(string Address, TenantScope Scope, string Text, IReadOnlyList<DbParameter> Parameters);
