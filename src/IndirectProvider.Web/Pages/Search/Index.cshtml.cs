using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Web.Pages.Customers;
using IndirectProvider.Web.Pages.IndirectResellers;
using IndirectProvider.Web.Pages.Orders;
using IndirectProvider.Web.Pages.Subscriptions;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Search;

/// <summary>Finds resellers, customers, subscriptions, orders and users by name, domain, e-mail address or id: the first of each.</summary>
public sealed class IndexModel(PortalDbContext db, CurrentMember member, IAuthorizationService access, IStringLocalizer<Texts> T) : PageModel
{
    private const int RowsShown = 5;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>What is looked for; null when nothing was typed.</summary>
    public string? Words => Filter.Words(Q);

    public IReadOnlyList<SearchGroup> Groups { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        if (Words is not { } words)
        {
            return;
        }

        var groups = new List<SearchGroup>();
        if (await MayAsync("Providers: invite"))
        {
            Add(groups, T["Indirect resellers"], "/indirect-resellers", await db.Partnerships.AsNoTracking().Named(words, db)
                .OrderBy(p => p.Reseller.NormalizedName).ThenBy(p => p.Id)
                .Select(p => new SearchHit($"/indirect-resellers/{p.ResellerId}", p.Reseller.LegalName, p.Reseller.PartnerId))
                .Take(RowsShown + 1).ToListAsync(cancel));
        }

        if (await MayAsync("Customers: read"))
        {
            var found = (await new CustomerFilters(words, null, null, null, null, null).OfAsync(db, cancel)).Rows;
            var administered = db.AdministeredCustomers();
            Add(groups, T["Customers"], "/customers", await found
                .OrderBy(c => c.NormalizedName).ThenBy(c => c.Id)
                .Select(c => new SearchHit($"/customers/{c.Id}", c.CompanyName, administered.Any(a => a.Id == c.Id) ? c.Domain : c.ContactEmail))
                .Take(RowsShown + 1).ToListAsync(cancel));
        }

        if (await MayAsync("Subscriptions: read"))
        {
            var (strands, _) = await new SubscriptionFilters(words, null, null, null, null, null, default).FindAsync(db, cancel);
            Add(groups, T["Subscriptions"], "/subscriptions", await strands.Nearest(ListRows.ByCustomer(), null, backwards: false, RowsShown + 1)!
                .Select(s => new SearchHit($"/customers/{s.CustomerId}/subscriptions/{s.Id}", s.Nickname, s.Customer.CompanyName))
                .ToListAsync(cancel));
        }

        if (await MayAsync("Providers: read orders"))
        {
            Add(groups, T["Orders"], "/orders", await (await db.Orders.AsNoTracking().NamedAsync(words, db, cancel)).Rows
                .OrderByDescending(o => o.SubmittedAt).ThenBy(o => o.Id)
                .Select(o => new SearchHit($"/orders/{o.Id}", o.CustomerName, null) { At = o.SubmittedAt })
                .Take(RowsShown + 1).ToListAsync(cancel));
        }

        if (member.Is(Tenancy.OrganisationKind.Customer) && await MayAsync("Users: read"))
        {
            Add(groups, T["Users and licenses"], "/users", await db.UsersOfCustomer(member.CustomerId).AsNoTracking().Named(words)
                .Where(u => u.DeletedAt == null)
                .OrderBy(u => u.NormalizedName).ThenBy(u => u.Id)
                .Select(u => new SearchHit($"/users/{u.Id}", u.FirstName + " " + u.LastName, u.UserName))
                .Take(RowsShown + 1).ToListAsync(cancel));
        }

        Groups = groups;
    }

    private void Add(List<SearchGroup> groups, string title, string list, List<SearchHit> hits)
    {
        if (hits.Count > 0)
        {
            var all = hits.Count > RowsShown ? list + QueryString.Create("q", Words!) : null;
            groups.Add(new SearchGroup(title, all, [.. hits.Take(RowsShown)]));
        }
    }

    private async Task<bool> MayAsync(string policy) => (await access.AuthorizeAsync(User, policy)).Succeeded;
}

/// <summary>What was found of one kind.</summary>
/// <param name="Title">Which kind.</param>
/// <param name="AllHref">The list of all that was found; null when all are here.</param>
/// <param name="Hits">The first ones.</param>
public sealed record SearchGroup(string Title, string? AllHref, IReadOnlyList<SearchHit> Hits);

/// <summary>Something that was found.</summary>
/// <param name="Href">Its page.</param>
/// <param name="Name">Its name.</param>
/// <param name="About">What tells it from others of that name.</param>
public sealed record SearchHit(string Href, string Name, string? About)
{
    /// <summary>When it happened, where that tells it from others.</summary>
    public DateTimeOffset? At { get; init; }
}
