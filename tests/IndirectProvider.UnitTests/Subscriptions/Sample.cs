using System.Text.Json;
using IndirectProvider.Catalog;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;

namespace IndirectProvider.UnitTests.Subscriptions;

/// <summary>Subscriptions to try moves on, with the offers of the real catalogue.</summary>
internal static class Sample
{
    public static readonly Actor Petra = new(Guid.CreateVersion7(), "Petra Provider", "Nordwind", null, null);
    public static readonly NamedReseller Alpha = new(Guid.CreateVersion7(), "Alpha Systems");
    public static readonly NamedReseller Beta = new(Guid.CreateVersion7(), "Beta Cloud");
    public static readonly DateTimeOffset Start = At("2026-01-15T10:00");

    /// <summary>A catalogue of one's own, since a test may stop selling an offer.</summary>
    public static Dictionary<string, Offer> Catalog()
    {
        using var file = EmbeddedData.Open("catalog.data.json");
        using var catalog = JsonDocument.Parse(file);
        return catalog.RootElement.GetProperty("offers").Deserialize<OfferData[]>(JsonSerializerOptions.Web)!
            .Select(data => Offer.From(data))
            .ToDictionary(offer => offer.Id);
    }

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse(time + "Z", System.Globalization.CultureInfo.InvariantCulture);

    public static Subscription Of(
        IReadOnlyDictionary<string, Offer> catalog,
        string offerId = "ALT-OFF-STD",
        int quantity = 10,
        string plan = "P1M/monthly",
        DateTimeOffset? start = null,
        NamedReseller? reseller = null)
    {
        var offer = catalog[offerId];
        var terms = new SubscriptionTerms(
            Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), "vendor", offer.Id, offer.Name, quantity,
            new OfferPlan(plan.Split('/')[0], plan.Split('/')[1]), offer.IsTrial, reseller?.Id);
        var subscription = Subscription.Start(terms, start ?? Start, Petra);

        // The database sets it when a row is loaded.
        typeof(Subscription).GetProperty(nameof(Subscription.Offer))!.SetValue(subscription, offer);
        return subscription;
    }

    /// <summary>The history as one would read it.</summary>
    public static List<string> History(this Subscription subscription) =>
        [.. subscription.Events.Select(e => $"{e.At:yyyy-MM-dd HH:mm} {e.Kind} {JsonSerializer.Serialize(e.Before)} {JsonSerializer.Serialize(e.After)} {e.Reason}")];

    /// <summary>The kinds of what happened since the order.</summary>
    public static string Kinds(this Subscription subscription) => string.Join(' ', subscription.Events.Skip(1).Select(e => e.Kind));

    public static Error Refused(Result result)
    {
        Assert.False(result.Succeeded);
        return Assert.Single(result.Errors);
    }

    public static T Done<T>(Result<T> result)
    {
        Assert.True(result.Succeeded, string.Join(' ', result.Errors.Select(e => e.Text)));
        return result.Value;
    }
}
