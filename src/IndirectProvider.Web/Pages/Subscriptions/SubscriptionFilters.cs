using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Subscriptions;

/// <summary>Which subscriptions a list shows, each filter served by an index (docs/decisions/0019).</summary>
/// <param name="Words">Beginnings of words of customer, nickname or product, or an id; null for none.</param>
/// <param name="States">In one of these states; null for any.</param>
/// <param name="Offers">Of one of these products; null for any.</param>
/// <param name="Resellers">Credited to one of these resellers; empty for those without one, null for any.</param>
/// <param name="Supporters">With one of these resellers as support contact; null for any.</param>
/// <param name="Until">Whose term runs and ends until then.</param>
/// <param name="Now">Terms that ended before then don't count for <paramref name="Until"/>.</param>
public sealed record SubscriptionFilters(
    string? Words, IReadOnlyList<SubscriptionState>? States, IReadOnlyList<string>? Offers, IReadOnlyList<Guid>? Resellers, IReadOnlyList<Guid>? Supporters, DateTimeOffset? Until, DateTimeOffset Now)
{
    private static readonly SubscriptionState[] Running = [SubscriptionState.Active, SubscriptionState.Suspended];

    /// <summary>The subscriptions they leave, as the strands that indexes have in a list's order, and how many there are where that need not be counted.</summary>
    public Task<(IReadOnlyList<IQueryable<Subscription>> Strands, int? Known)> FindAsync(PortalDbContext db, CancellationToken cancel) =>
        FindAsync(db, db.Subscriptions.AsNoTracking(), cancel);

    /// <summary>The same of a list that shows only some of all subscriptions.</summary>
    public async Task<(IReadOnlyList<IQueryable<Subscription>> Strands, int? Known)> FindAsync(PortalDbContext db, IQueryable<Subscription> rows, CancellationToken cancel)
    {
        var words = Words is null ? [] : await SubscriptionSearch.WordsAsync(db, Words, cancel);
        var narrowed = await rows.NarrowAsync(s => s.Id, Reach(db), [.. words, .. Chosen(db)], cancel);
        if (narrowed.IsCountable || db.Scope.Viewpoint != Viewpoint.Reseller)
        {
            return ([narrowed.Rows], narrowed.IsCountable ? null : Narrowings.Few + 1);
        }

        // A reseller's are walked provider by provider, as the indexes have them.
        var providers = await db.Partnerships.Where(p => p.State == PartnershipState.Active).Select(p => p.ProviderId).ToListAsync(cancel);
        return ([.. providers.Select(provider => narrowed.Rows.Where(s => s.ProviderId == provider))], Narrowings.Few + 1);
    }

    /// <summary>
    /// The ids of what somebody can see at all, where that may be few of all there are; the filters of the database hold all the same. Null for
    /// who sees a provider's.
    /// </summary>
    public static IQueryable<Guid>? Reach(PortalDbContext db)
    {
        var reseller = db.Scope.ResellerId;
        return db.Scope.Viewpoint switch
        {
            Viewpoint.Reseller => db.Subscriptions.Where(s => s.ResellerId == reseller).Select(s => s.Id)
                .Concat(db.Subscriptions.Where(s => s.SupportContactResellerId == reseller && s.ResellerId != reseller).Select(s => s.Id))
                .Concat(db.CustomerResellers
                    .SelectMany(r => db.Subscriptions.Where(s =>
                        s.ProviderId == r.ProviderId && s.CustomerId == r.CustomerId && s.ResellerId != reseller && s.SupportContactResellerId != reseller))
                    .Select(s => s.Id)),
            Viewpoint.LimitedProvider => db.CustomerTags.SelectMany(t => db.Subscriptions.Where(s => s.ProviderId == t.ProviderId && s.CustomerId == t.CustomerId)).Select(s => s.Id),
            _ => null,
        };
    }

    private IEnumerable<Narrowing<Subscription>> Chosen(PortalDbContext db)
    {
        var all = db.Subscriptions;
        if (Offers is { } offers)
        {
            yield return new(all.Where(s => offers.Contains(s.OfferId)).Select(s => s.Id), s => offers.Contains(s.OfferId));
        }

        if (Resellers is { Count: 0 })
        {
            yield return new(all.Where(s => s.ResellerId == null).Select(s => s.Id), s => s.ResellerId == null);
        }
        else if (Resellers is { } resellers)
        {
            yield return new(all.Where(s => resellers.Contains(s.ResellerId!.Value)).Select(s => s.Id), s => resellers.Contains(s.ResellerId!.Value));
        }

        if (Supporters is { } supporters)
        {
            yield return new(all.Where(s => supporters.Contains(s.SupportContactResellerId!.Value)).Select(s => s.Id), s => supporters.Contains(s.SupportContactResellerId!.Value));
        }

        if (States is { } states)
        {
            yield return new(all.Where(s => states.Contains(s.State)).Select(s => s.Id), s => states.Contains(s.State));
        }

        if (Until is { } until)
        {
            yield return new(
                all.Where(s => Running.Contains(s.State) && s.TermEndsAt >= Now && s.TermEndsAt <= until).Select(s => s.Id),
                s => Running.Contains(s.State) && s.TermEndsAt >= Now && s.TermEndsAt <= until);
        }
    }
}
