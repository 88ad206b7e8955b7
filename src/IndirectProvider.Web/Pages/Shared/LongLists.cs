using System.Collections.Concurrent;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>
/// Remembers which unfiltered lists have more rows than are counted or offered to choose from, so that this is not found out again with each
/// view. Only for what hardly gets less, such as a provider's customers and partners, because nothing but the end of the process forgets it.
/// </summary>
public sealed class LongLists
{
    private readonly ConcurrentDictionary<(Guid Provider, string List), bool> known = new();

    /// <summary>Whether the list of this provider is known to be long.</summary>
    public bool Knows(TenantScope scope, string list) => scope.Viewpoint == Viewpoint.Provider && known.ContainsKey((scope.ProviderId, list));

    /// <summary>Remembers it, for who sees all of a provider's rows.</summary>
    public void Remember(TenantScope scope, string list)
    {
        if (scope.Viewpoint == Viewpoint.Provider)
        {
            known[(scope.ProviderId, list)] = true;
        }
    }
}
