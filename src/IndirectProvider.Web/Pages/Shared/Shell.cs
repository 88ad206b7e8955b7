namespace IndirectProvider.Web.Pages.Shared;

/// <summary>What the layout shows of the person who is signed in.</summary>
/// <param name="DisplayName">The person's name.</param>
/// <param name="OrganisationName">The organisation the person acts for.</param>
/// <param name="Links">Where the person may go.</param>
public sealed record Shell(string DisplayName, string OrganisationName, IReadOnlyList<NavigationLink> Links)
{
    /// <summary>The shell of this request; null if nobody is signed in.</summary>
    public static Shell? Of(HttpContext context) => context.Items[typeof(Shell)] as Shell;
}
