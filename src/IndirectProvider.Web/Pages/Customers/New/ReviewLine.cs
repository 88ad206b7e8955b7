namespace IndirectProvider.Web.Pages.Customers.New;

/// <summary>One picked product as the review shows it.</summary>
public sealed record ReviewLine(string OfferName, string Quantity, string Plan, string ResellerName);

/// <summary>Something the review found wrong, and the address of the field where it is put right.</summary>
public sealed record ReviewProblem(string Text, string Href);
