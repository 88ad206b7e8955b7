using IndirectProvider.Data;

namespace IndirectProvider.Orders;

/// <summary>One order in one node's hand.</summary>
/// <param name="Db">The context that follows the order.</param>
/// <param name="Order">The order with its lines and steps.</param>
/// <param name="NoMore">The node stops: no further step is begun.</param>
/// <param name="GiveUp">The node can't wait any longer for the step underway.</param>
public sealed record OrderRun(PortalDbContext Db, Order Order, CancellationToken NoMore, CancellationToken GiveUp);
