namespace IndirectProvider.Web.Pages.IndirectResellers;

/// <summary>A short list of subscriptions on a reseller's page.</summary>
/// <param name="Title">Its headline.</param>
/// <param name="WhenEmpty">What stands there when there is none.</param>
/// <param name="Href">The list of all of them.</param>
/// <param name="Part">The newest, and how many there are.</param>
public sealed record SubscriptionsPart(string Title, string WhenEmpty, string Href, DetailsModel.Part<DetailsModel.SubscriptionRow> Part);
