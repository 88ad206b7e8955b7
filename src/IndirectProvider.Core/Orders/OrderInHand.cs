namespace IndirectProvider.Orders;

/// <summary>An order as this process holds the lease of it.</summary>
/// <param name="Id">The order.</param>
/// <param name="Version">Its version since the lease was taken; another one means that another node has it.</param>
public sealed record OrderInHand(Guid Id, long Version);
