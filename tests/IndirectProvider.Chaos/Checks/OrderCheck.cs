using IndirectProvider.Audit;
using IndirectProvider.Chaos.Load;
using IndirectProvider.Chaos.Servers;
using IndirectProvider.Orders;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Chaos.Checks;

/// <summary>Every acknowledged order exists once, and every order that exists is whole: one customer, one administrator, its subscriptions.</summary>
internal static class OrderCheck
{
    /// <summary>How long it may last until another node goes on where one was killed.</summary>
    public static readonly TimeSpan TakeOver = TimeSpan.FromSeconds(60);

    /// <summary>Waits until no order is underway any more.</summary>
    public static async Task SettleAsync(ChaosDatabase database, Findings findings, TimeSpan patience)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var underway = await database.ReadAsync(db => db.Orders.CountAsync(o => o.State == OrderState.Submitted || o.State == OrderState.Provisioning));
            var waited = TimeProvider.System.GetElapsedTime(began);
            if (underway == 0)
            {
                findings.Count("last order was finished after", $"{waited.TotalSeconds:0.0} s");
                return;
            }

            if (waited > patience)
            {
                findings.Add($"{underway} orders are half done after {patience.TotalSeconds} s.");
                return;
            }

            await Task.Delay(200);
        }
    }

    /// <summary>Compares what the clerks were told with what the database holds.</summary>
    public static async Task RunAsync(ChaosDatabase database, Deeds deeds, Findings findings)
    {
        var orders = await ReadAsync(database);
        var byDraft = orders.ToLookup(o => o.DraftId);
        foreach (var deed in deeds.Orders)
        {
            var made = byDraft[deed.DraftId].ToList();
            if (deed.AcknowledgedAs is { } id && (made.Count != 1 || made[0].Id != id))
            {
                findings.Add($"The acknowledged order {id} exists {made.Count} times.");
            }
        }

        var drafts = deeds.Orders.Select(d => d.DraftId).ToHashSet();
        findings.AddAll("An order that nobody submitted", orders.Where(o => !drafts.Contains(o.DraftId)).Select(o => $"{o.Id}"));
        findings.AddAll("An order that is not complete", orders.Where(o => o.State != OrderState.Completed).Select(o => $"{o.Id} {o.State} {o.FailureReason}"));
        findings.Count("orders acknowledged", $"{deeds.Orders.Count(d => d.AcknowledgedAs is not null)}");
        findings.Count("orders in the database", $"{orders.Count}");
        await CheckPartsAsync(database, orders.Where(o => o.State == OrderState.Completed).ToList(), findings);
        await CheckLogAsync(database, orders, findings);
    }

    /// <summary>Checks a copy, in which every order that was acknowledged before it was made is there and whole.</summary>
    public static async Task CheckWholeAsync(ChaosDatabase copy, IReadOnlySet<Guid> acknowledged, Findings findings)
    {
        var orders = await ReadAsync(copy);
        findings.AddAll("An acknowledged order is not in the copy", acknowledged.Except(orders.Select(o => o.Id)).Select(id => $"{id}"));
        findings.AddAll("An order that is not complete", orders.Where(o => o.State != OrderState.Completed).Select(o => $"{o.Id} {o.State} {o.FailureReason}"));
        findings.Count("orders in the copy", $"{orders.Count}, {acknowledged.Count} acknowledged before");
        await CheckPartsAsync(copy, orders.Where(o => o.State == OrderState.Completed).ToList(), findings);
    }

    private static Task<List<Order>> ReadAsync(ChaosDatabase database) =>
        database.ReadAsync(db => db.Orders.AsNoTracking().Include(o => o.Lines).Include(o => o.Steps).AsSplitQuery().ToListAsync());

    private static async Task CheckPartsAsync(ChaosDatabase database, List<Order> orders, Findings findings)
    {
        var customers = (await database.ReadAsync(db => db.Customers.AsNoTracking().Select(c => new { c.Id, c.Domain }).ToListAsync())).ToDictionary(c => c.Id, c => c.Domain);
        var admins = (await database.ReadAsync(db => db.Users.AsNoTracking().Where(u => u.CustomerId != null).Select(u => u.CustomerId!.Value).ToListAsync())).ToLookup(id => id);
        var credentials = (await database.ReadAsync(db => db.AdminCredentials.AsNoTracking().Select(c => c.OrderId).ToListAsync())).ToLookup(id => id);
        var subscriptions = (await database.ReadAsync(db => db.Subscriptions.AsNoTracking().Select(s => new { s.Id, s.OrderId }).ToListAsync())).ToLookup(s => s.OrderId, s => s.Id);
        foreach (var order in orders)
        {
            if (order.CustomerId is not { } customer || !customers.ContainsKey(customer))
            {
                findings.Add($"Order {order.Id} is complete without its customer.");
                continue;
            }

            Expect("administrators", admins[customer].Count(), 1);
            Expect("subscriptions", subscriptions[order.Id].Count(), order.Lines.Count);
            Expect("credentials", credentials[order.Id].Count(), order.NewCustomer is null ? 0 : 1);
            Expect("steps undone", order.Steps.Count(s => s.State != OrderStepState.Done), 0);
            if (!order.Lines.Select(l => l.SubscriptionId).ToHashSet().SetEquals(subscriptions[order.Id].Select(s => (Guid?)s)))
            {
                findings.Add($"Order {order.Id}: its lines are not its subscriptions.");
            }

            void Expect(string what, int found, int expected)
            {
                if (found != expected)
                {
                    findings.Add($"Order {order.Id} has {found} {what} instead of {expected}.");
                }
            }
        }

        var ordered = orders.Select(o => o.CustomerId).ToHashSet();
        findings.AddAll("A customer without an order", customers.Keys.Where(id => !ordered.Contains(id)).Select(id => $"{id}"));
        findings.AddAll("Two customers of one domain", customers.Values.GroupBy(d => d).Where(g => g.Count() > 1).Select(g => g.Key));
        findings.Count("customers", $"{customers.Count}");
        findings.Count("subscriptions", $"{subscriptions.Sum(s => s.Count())}");
    }

    private static async Task CheckLogAsync(ChaosDatabase database, List<Order> orders, Findings findings)
    {
        var rows = await database.ReadAsync(db => db.AuditRecords.AsNoTracking()
            .Where(r => r.Action == AuditAction.OrderSubmitted || r.Action == AuditAction.OrderCompleted)
            .Select(r => new { r.Action, r.SubjectId })
            .ToListAsync());
        foreach (var action in new[] { AuditAction.OrderSubmitted, AuditAction.OrderCompleted })
        {
            var times = rows.Where(r => r.Action == action).ToLookup(r => r.SubjectId);
            findings.AddAll(
                $"Not exactly one row {action} in the activity log",
                orders.Where(o => o.State == OrderState.Completed && times[o.Id].Count() != 1).Select(o => $"{o.Id} has {times[o.Id].Count()}"));
        }
    }
}
