using IndirectProvider.Accounts;
using IndirectProvider.Catalog;
using IndirectProvider.Customers;
using IndirectProvider.Orders;
using IndirectProvider.Subscriptions;

namespace IndirectProvider.Testing.Seed;

/// <summary>All rows of one customer, from its order on.</summary>
internal sealed class SeedCustomerRows(SeedWorld world, SeedOptions options)
{
    private static readonly TimeSpan StepTime = TimeSpan.FromMilliseconds(300);

    private readonly List<Offer> offers = [.. world.Offers.Values.Where(o => o.IsSellable && !o.OnePerCustomer && o.AddOnTo.Count == 0).OrderBy(o => o.Id, StringComparer.Ordinal)];
    private readonly List<Offer> paid = [.. world.Offers.Values.Where(o => o is { IsSellable: true, OnePerCustomer: false, IsTrial: false, AddOnTo.Count: 0 }).OrderBy(o => o.Id, StringComparer.Ordinal)];

    /// <summary>Adds them.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="of">The customer.</param>
    /// <param name="subscriptions">How many subscriptions it has.</param>
    public async ValueTask AddAsync(BulkWriter writer, SeedCustomer of, int subscriptions)
    {
        var dice = of.Dice;
        var details = of.Details();
        var later = subscriptions > 3 && dice.Is(0.5) ? subscriptions / 3 : 0;
        var credited = of.Reseller?.Reseller.Id;
        var terms = Terms(of, subscriptions - later, credited, withTrial: true);
        var order = Order.PlaceForNewCustomer(of.Provider.Id, dice.Id(of.CreatedAt), details, credited, terms, of.Submitter, of.CreatedAt);
        var done = Do(order, of.CreatedAt);
        var customer = Customer.Create(of.Provider.Id, dice.Id(done).ToString(), SeedOptions.Naming, details, done);
        Dictionary<Guid, Guid> ids = new() { [customer.Id] = of.Id, [order.Id] = of.OrderId };
        order.Complete(customer.Id, done);
        Associate(of, customer, done);
        var user = PortalUser.OfCustomer(
            of.Provider.Id, customer.Id, new(details.ContactFirstName, details.ContactLastName), of.Administrator, details.ContactEmail, details.Culture, MemberRole.GlobalAdmin, done);
        ids[user.Id] = of.AdministratorId;
        world.SignedUp(user, dice);
        var credential = AdminCredential.Issue(dice.Id(done), user, order.Id, of.Submitter.UserId!.Value, [1], done);
        credential.Take(of.Submitter.Name, done + TimeSpan.FromSeconds(20));

        List<object> rows = [TenantDomain.Reserve(of.Prefix, of.Provider.Id, of.CreatedAt), customer, user, order, credential, .. order.Lines, .. order.Steps, .. customer.Resellers, .. CustomerWord.Of(customer)];
        rows.AddRange(Tags(of, customer.Id));
        AddSubscriptions(rows, of, order, customer.Id, done, ids);
        if (later > 0)
        {
            var at = dice.Between(done, options.Now - TimeSpan.FromMinutes(1));
            var more = Order.PlaceForCustomer(dice.Id(at), customer, Terms(of, later, of.Reseller is { EndedAt: null } ? credited : null, withTrial: false), of.Submitter, at);
            var finished = Do(more, at);
            more.Complete(customer.Id, finished);
            rows.AddRange([more, .. more.Lines, .. more.Steps]);
            AddSubscriptions(rows, of, more, customer.Id, finished, ids);
        }

        await writer.AddAsync(rows, dice, ids);
    }

    private void AddSubscriptions(List<object> rows, SeedCustomer of, Order order, Guid customerId, DateTimeOffset start, Dictionary<Guid, Guid> ids)
    {
        foreach (var line in order.Lines)
        {
            var subscription = SeedSubscription.Live(of, world, options, order, line, customerId, start);
            ids.TryAdd(subscription.Id, line.Number == 1 && order.NewCustomer is not null ? of.FirstSubscriptionId : of.Dice.IdLike(subscription.Id));
            rows.Add(subscription);
            rows.AddRange(subscription.Events);
            rows.AddRange(subscription.Credits);
            rows.AddRange(SubscriptionWord.Of(subscription));
        }
    }

    private List<OrderLineTerms> Terms(SeedCustomer of, int count, Guid? credited, bool withTrial)
    {
        var trials = withTrial && of.Dice.Is(0.1);
        List<OrderLineTerms> terms = [];
        while (terms.Count < count)
        {
            var line = SeedSubscription.Line(of.Dice, trials ? offers : paid, of.Dice.Is(0.85) ? credited : null);
            if (world.Offers[line.OfferId].IsSoldIn(of.Country.Code) && !(line.IsTrial && terms.Exists(t => t.OfferId == line.OfferId)))
            {
                terms.Add(line);
            }
        }

        return terms;
    }

    private void Associate(SeedCustomer of, Customer customer, DateTimeOffset at)
    {
        if (of.Reseller is { } partner)
        {
            customer.Associate(partner.Reseller.Id, at);
            if (partner.EndedAt is { } ended)
            {
                customer.Resellers[0].End(AssociationEnd.Partnership, ended > at ? ended : at);
            }
        }

        if (of.Dice.Is(0.05) && of.AnotherPartner() is { } second)
        {
            customer.Associate(second.Reseller.Id, of.Dice.Between(at, options.Now));
        }
    }

    private static IEnumerable<CustomerTag> Tags(SeedCustomer of, Guid customerId)
    {
        if (of.Dice.Is(0.3))
        {
            // The first tags are the common ones.
            var first = of.Dice.Next(of.Dice.Next(of.Provider.Tags.Count) + 1);
            yield return CustomerTag.Of(of.Provider.Id, customerId, of.Provider.Tags[first]);
            if (of.Dice.Is(0.2))
            {
                yield return CustomerTag.Of(of.Provider.Id, customerId, of.Provider.Tags[(first + 3) % of.Provider.Tags.Count]);
            }
        }
    }

    /// <summary>Does every step of an order.</summary>
    /// <returns>When the last one was done.</returns>
    private static DateTimeOffset Do(Order order, DateTimeOffset from)
    {
        foreach (var step in order.Steps)
        {
            order.BeginStep(step, from);
            from += StepTime;
            step.Finish(null, from);
        }

        return from;
    }
}
