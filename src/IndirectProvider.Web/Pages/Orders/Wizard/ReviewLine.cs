namespace IndirectProvider.Web.Pages.Orders.Wizard;

/// <summary>One picked product as the review shows it.</summary>
public sealed record ReviewLine(string OfferName, string Quantity, string Plan, string ResellerName);

/// <summary>Something that has to be put right, and the address of the field where that is done.</summary>
public sealed record Problem(string Text, string Href);
