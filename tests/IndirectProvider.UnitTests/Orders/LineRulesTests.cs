using System.Text.Json;
using IndirectProvider.Catalog;
using IndirectProvider.Orders;
using IndirectProvider.Subscriptions;

namespace IndirectProvider.UnitTests.Orders;

public sealed class LineRulesTests
{
    private static readonly Guid Reseller = Guid.CreateVersion7();
    private static readonly IReadOnlyDictionary<string, Offer> Offers = LoadOffers();

    private static readonly Dictionary<string, Result<NamedReseller>> PartnerIds = new()
    {
        ["4000001"] = new NamedReseller(Reseller, "Alpha Systems"),
        ["77777"] = Error.Invalid("PartnerId", "Nobody has {0}.", "77777"),
    };

    private static readonly DraftLineInput Office =
        new() { OfferId = "ALT-OFF-STD", Picked = true, Quantity = "10", Plan = "P1Y/monthly", ResellerId = Reseller.ToString() };

    [Fact]
    public void Picked_lines_become_terms()
    {
        var terms = Check("DE", Office, new DraftLineInput { OfferId = "ALT-OFF-BAS", Quantity = "x" }).Value;

        Assert.Equal(
            [new OrderLineTerms("ALT-OFF-STD", "Altostrata Office Standard", 10, new OfferPlan("P1Y", "monthly"), false, Reseller)],
            terms);
    }

    [Fact]
    public void Nothing_picked_is_refused() => Assert.Equal(["Lines"], Fields("DE", Office with { Picked = false }));

    [Theory]
    [InlineData("0")]
    [InlineData("301")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1e2")]
    [InlineData("99999999999999999999")]
    [InlineData("ten")]
    [InlineData("")]
    [InlineData(null)]
    public void Licenses_must_fit_the_range(string? quantity) =>
        Assert.Equal(["Lines[ALT-OFF-STD].Quantity"], Fields("DE", Office with { Quantity = quantity }));

    [Theory]
    [InlineData("P1M/annual")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public void The_plan_must_be_one_of_the_offer(string? plan) =>
        Assert.Equal(["Lines[ALT-OFF-STD].Plan"], Fields("DE", Office with { Plan = plan }));

    [Fact]
    public void The_reseller_must_be_one_to_name() =>
        Assert.Equal(
            ["Lines[ALT-OFF-STD].ResellerId", "Lines[ALT-OFF-BAS].ResellerId"],
            Fields("DE", Office with { ResellerId = Guid.CreateVersion7().ToString() }, Office with { OfferId = "ALT-OFF-BAS", ResellerId = "nobody" }));

    [Fact]
    public void No_reseller_is_fine() => Assert.Null(Check("DE", Office with { ResellerId = "" }).Value![0].ResellerId);

    [Fact]
    public void A_product_must_be_sold_in_the_country()
    {
        var telephony = Office with { OfferId = "ALT-TEL-STD" };

        Assert.Empty(Fields("DE", telephony));
        Assert.Equal(["Lines[ALT-TEL-STD].OfferId"], Fields("SA", telephony));
    }

    [Fact]
    public void An_add_on_needs_its_base_in_the_order()
    {
        var addOn = Office with { OfferId = "ALT-AST-OFF" };

        Assert.Equal(["Lines[ALT-AST-OFF].OfferId"], Fields("DE", addOn));
        Assert.Equal(["Lines[ALT-AST-OFF].OfferId"], Fields("DE", addOn, Office with { Picked = false }));
        Assert.Empty(Fields("DE", addOn, Office));
    }

    [Fact]
    public void A_trial_has_25_licenses_and_stands_once()
    {
        var trial = Office with { OfferId = "ALT-OFF-STD-TRY", Quantity = "25", Plan = "P1M/one-time" };

        Assert.True(Check("DE", trial).Value![0].IsTrial);
        Assert.Equal(["Lines[ALT-OFF-STD-TRY].Quantity"], Fields("DE", trial with { Quantity = "26" }));
        Assert.Equal(["Lines[ALT-OFF-STD-TRY].OfferId"], Fields("DE", trial, trial));
    }

    [Fact]
    public void A_product_that_left_the_catalogue_is_refused() =>
        Assert.Equal(["Lines[GONE].OfferId"], Fields("DE", Office with { OfferId = "GONE" }));

    [Theory]
    [InlineData(SubscriptionState.Active, false)]
    [InlineData(SubscriptionState.Suspended, true)]
    [InlineData(SubscriptionState.Expired, false)]
    public void A_suspended_subscription_is_reactivated_and_not_bought_again(SubscriptionState state, bool refused) =>
        Assert.Equal(refused ? ["Lines[ALT-OFF-STD].OfferId"] : [], Fields(Owning("ALT-OFF-STD", state), Office));

    [Theory]
    [InlineData(SubscriptionState.Active)]
    [InlineData(SubscriptionState.Suspended)]
    [InlineData(SubscriptionState.Expired)]
    public void What_a_customer_can_have_once_is_not_sold_twice(SubscriptionState state)
    {
        var shield = Office with { OfferId = "ALT-DOM-SHD", Quantity = "1" };

        Assert.Empty(Fields(Owning("ALT-OFF-STD", state), shield));
        Assert.Equal(["Lines[ALT-DOM-SHD].OfferId"], Fields(Owning("ALT-DOM-SHD", state), shield));
        Assert.Equal(
            ["Lines[ALT-DOM-SHD].OfferId"],
            Fields(new OwnedProducts([], new HashSet<string> { "ALT-DOM-SHD" }, new HashSet<string> { "ALT-DOM-SHD" }), shield));
    }

    [Fact]
    public void A_trial_is_had_once_for_ever()
    {
        var trial = Office with { OfferId = "ALT-OFF-STD-TRY", Quantity = "25", Plan = "P1M/one-time" };

        Assert.Empty(Fields(Owning("ALT-OFF-STD", SubscriptionState.Active), trial));
        Assert.Equal(
            ["Lines[ALT-OFF-STD-TRY].OfferId"],
            Fields(new OwnedProducts([], new HashSet<string>(), new HashSet<string> { "ALT-OFF-STD-TRY" }), trial));
    }

    [Theory]
    [InlineData(SubscriptionState.Active, true)]
    [InlineData(SubscriptionState.Suspended, false)]
    [InlineData(SubscriptionState.Expired, false)]
    public void An_add_on_is_sold_to_a_base_in_use(SubscriptionState state, bool sold) =>
        Assert.Equal(sold ? [] : ["Lines[ALT-AST-OFF].OfferId"], Fields(Owning("ALT-OFF-STD", state), Office with { OfferId = "ALT-AST-OFF" }));

    [Fact]
    public void A_PartnerID_names_the_reseller_or_says_why_not()
    {
        var known = Office with { ResellerId = DraftLineInput.ByPartnerId, PartnerId = "4000001" };

        Assert.Equal(Reseller, Check("DE", known).Value![0].ResellerId);
        var error = Assert.Single(Check("DE", known with { PartnerId = "77777" }).Errors);
        Assert.Equal(("Lines[ALT-OFF-STD].PartnerId", "Nobody has 77777."), (error.Field, error.Text));
        // What stands in the field counts only when it was asked for.
        Assert.Null(Check("DE", known with { ResellerId = "", PartnerId = "77777" }).Value![0].ResellerId);
    }

    private static OwnedProducts Owning(string offerId, SubscriptionState state) =>
        new([new OwnedProduct(Guid.CreateVersion7(), offerId, state, 5)], new HashSet<string>(), new HashSet<string> { offerId });

    private static List<string> Fields(OwnedProducts owned, params DraftLineInput[] lines) => [.. Check("DE", owned, lines).Errors.Select(e => e.Field)];

    private static Result<IReadOnlyList<OrderLineTerms>> Check(string country, params DraftLineInput[] lines) => Check(country, OwnedProducts.None, lines);

    private static Result<IReadOnlyList<OrderLineTerms>> Check(string country, OwnedProducts owned, params DraftLineInput[] lines) =>
        LineRules.Check(lines, new LineFacts(Offers, Countries.Find(country)!, new HashSet<Guid> { Reseller }, PartnerIds, owned));

    private static List<string> Fields(string country, params DraftLineInput[] lines) => [.. Check(country, lines).Errors.Select(e => e.Field)];

    private static Dictionary<string, Offer> LoadOffers()
    {
        using var file = EmbeddedData.Open("catalog.data.json");
        using var catalog = JsonDocument.Parse(file);
        return catalog.RootElement.GetProperty("offers").Deserialize<OfferData[]>(JsonSerializerOptions.Web)!
            .Select(data => Offer.From(data))
            .ToDictionary(offer => offer.Id);
    }
}
