using System.Reflection;
using IndirectProvider.Catalog;
using IndirectProvider.Orders;
using IndirectProvider.Subscriptions;

namespace IndirectProvider.Testing.Seed;

/// <summary>Subscriptions that lived through what the portal's own moves and clock allow, up to now.</summary>
internal static class SeedSubscription
{
    // The moves look at the offer, which a save would have loaded, and count the saves.
    private static readonly Action<Subscription, Offer> SetOffer = Setter<Offer>(nameof(Subscription.Offer));
    private static readonly Action<Subscription, long> SetVersion = Setter<long>(nameof(Subscription.Version));

    private static readonly string[] Nicknames = ["Zentrale", "Außendienst", "Schulung", "Lager Süd", "Management", "Projekt Aurora", "本社", "Офис", "Buchhaltung"];

    /// <summary>A line of an order.</summary>
    public static OrderLineTerms Line(Dice dice, IReadOnlyList<Offer> offers, Guid? resellerId)
    {
        var offer = dice.Of(offers);
        var plan = dice.Of(offer.Plans);
        if (plan.Term == "P1M" && !offer.IsTrial && dice.Is(0.9))
        {
            // Most people commit for longer.
            plan = offer.Plans[^1];
        }

        var quantity = Math.Min(offer.MaxQuantity, offer.MinQuantity + (int)(60 * Math.Pow(dice.Share(), 3)));
        return new(offer.Id, offer.Name, quantity, plan, offer.IsTrial, resellerId);
    }

    /// <summary>The subscription of a line, as it stands now.</summary>
    public static Subscription Live(SeedCustomer customer, SeedWorld world, SeedOptions options, Order order, OrderLine line, Guid customerId, DateTimeOffset start)
    {
        var dice = customer.Dice;
        var now = options.Now;
        var by = customer.Submitter;
        var subscription = Subscription.Start(
            new(order.ProviderId, customerId, order.Id, dice.Id(start).ToString(), line.OfferId, line.OfferName, line.Quantity, new(line.Term, line.BillingPlan), line.IsTrial, line.ResellerId),
            start,
            by);
        SetOffer(subscription, world.Offers[line.OfferId]);
        line.BecomeSubscription(subscription.Id);
        if (customer.Reseller is { EndedAt: null } partner && dice.Is(0.25))
        {
            Move(start, at => subscription.DesignateSupportContact(new(partner.Reseller.Id, partner.Reseller.Name), by, at));
        }

        if (dice.Is(0.08))
        {
            var name = dice.Is(0.4) ? dice.Of(Nicknames) : $"{dice.Of(Nicknames)} {SeedNames.Word(dice)}";
            Move(dice.Between(start, start + TimeSpan.FromDays(20)), at => subscription.Rename(name, by, at));
        }

        var fate = dice.Next(100);
        if (fate < 4)
        {
            Move(dice.Between(start, start + TimeSpan.FromDays(6)), at => subscription.Cancel("Ordered by mistake.", by, at));
        }
        else if (fate < 10)
        {
            Move(dice.Between(start, now), at => subscription.Suspend("Payment is late.", by, at));
            if (dice.Is(0.3))
            {
                Move(dice.Between(subscription.StateSince, subscription.StateSince + TimeSpan.FromDays(10)), at => subscription.Reactivate(by, at));
            }
        }
        else if (fate < 22 || (line.Term == "P1M" && !line.IsTrial && dice.Is(0.7)))
        {
            Move(dice.Between(start, Later(start, 90, now)), at => subscription.SetAutoRenew(false, by, at));
        }

        Advance(now);
        return subscription;

        void Move(DateTimeOffset at, Func<DateTimeOffset, Result<Consequences>> move)
        {
            if (at <= now)
            {
                Advance(at);
                Count(() => move(at));
            }
        }

        void Advance(DateTimeOffset until)
        {
            if (subscription.NextClockAt <= until)
            {
                Count(() => subscription.Advance(world.Offers, until));
            }
        }

        void Count(Action move)
        {
            var before = subscription.LastEventNumber;
            move();
            if (subscription.LastEventNumber > before)
            {
                SetVersion(subscription, subscription.Version + 1);
            }
        }
    }

    private static DateTimeOffset Later(DateTimeOffset start, int days, DateTimeOffset now) => start.AddDays(days) < now ? start.AddDays(days) : now;

    private static Action<Subscription, T> Setter<T>(string property) =>
        typeof(Subscription).GetProperty(property, BindingFlags.Public | BindingFlags.Instance)!.GetSetMethod(nonPublic: true)!.CreateDelegate<Action<Subscription, T>>();
}
