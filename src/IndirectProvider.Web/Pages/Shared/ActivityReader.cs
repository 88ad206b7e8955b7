using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>
/// Who reads the activity log, and what of a line that reader may know. Which lines there are is decided by the query filters;
/// here it is what stands in them.
/// </summary>
/// <param name="Kind">The kind of the reader's organisation.</param>
/// <param name="Organisation">The reader's organisation; empty for operators.</param>
/// <param name="Providers">The providers a reseller works with, whose people it knows.</param>
public sealed record ActivityReader(OrganisationKind Kind, Guid Organisation, IReadOnlySet<Guid> Providers)
{
    /// <summary>The signed-in member as reader.</summary>
    public static async Task<ActivityReader> OfAsync(PortalDbContext db, TenantScope scope, CurrentMember member, CancellationToken cancel) => new(
        member.Kind,
        scope.OrganisationId,
        member.Kind == OrganisationKind.Reseller ? await db.Providers.Select(p => p.Id).ToHashSetAsync(cancel) : new HashSet<Guid>());

    /// <summary>The line without what this reader may not know.</summary>
    public ActivityRow Show(ActivityRow row) => row with
    {
        ActorName = IsStranger(row) ? null : row.ActorName,
        ActorOrganisation = IsStranger(row) ? null : row.ActorOrganisation,
        Details = IsOfFormerCustomer(row) ? null : row.Details,
        SourceAddress = MayKnowAddress(row) ? row.SourceAddress : null,
    };

    // A reseller knows its own people, the customer's, its providers' and the operators, but not that another reseller works there.
    private bool IsStranger(ActivityRow row) =>
        Kind == OrganisationKind.Reseller
        && row.ActorUserId is not null
        && !(row.ActorOrganisationId is { } actor
            && (actor == Organisation || actor == row.CustomerId || actor == Guid.Empty || Providers.Contains(actor)));

    // What it once knew of a customer's account is not the reseller's any more.
    private bool IsOfFormerCustomer(ActivityRow row) => Kind == OrganisationKind.Reseller && row is { CustomerId: not null, CustomerName: null };

    // Where its own people work is an organisation's own business. Of people not signed in: who tries its own accounts.
    private bool MayKnowAddress(ActivityRow row) => row.ActorUserId is not null
        ? row.ActorOrganisationId == Organisation
        : AuditGroups.Of(row.Action) == AuditGroup.SignIns && ConcernsOnlyReader(row);

    private bool ConcernsOnlyReader(ActivityRow row)
    {
        Guid?[] concerned = [row.ProviderId, row.ResellerId, row.CustomerId];
        return Kind == OrganisationKind.Operator
            ? concerned.All(id => id is null)
            : concerned.Count(id => id is not null) == 1 && concerned.Contains(Organisation);
    }
}
