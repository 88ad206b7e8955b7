namespace IndirectProvider.Operations;

/// <summary>One process of the portal among several on the same database.</summary>
/// <param name="Id">New at every start.</param>
/// <param name="Name">What people know it by: machine and process.</param>
public sealed record PortalNode(Guid Id, string Name);
