using IndirectProvider.Data;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Audit;

/// <summary>Notes in the activity log that somebody took a list out of the portal, before the first row leaves it.</summary>
public sealed class RecordExport(PortalDbContext db, TimeProvider clock)
{
    /// <summary>What is exported.</summary>
    /// <param name="List">The list's name in the file's name, for example "orders".</param>
    /// <param name="Filters">The filters that chose the rows, as in the list's address.</param>
    public sealed record Input(string List, IReadOnlyDictionary<string, string> Filters);

    /// <summary>Records it in the log of the organisation acted for.</summary>
    public async Task<Result> ExecuteAsync(Input input, CancellationToken cancel)
    {
        var scope = db.Scope;
        var (organisation, concerned) = scope.Viewpoint switch
        {
            Viewpoint.Provider or Viewpoint.LimitedProvider => (scope.ProviderId, new Concerned(ProviderId: scope.ProviderId)),
            Viewpoint.Reseller => (scope.ResellerId, new Concerned(ResellerId: scope.ResellerId)),
            Viewpoint.Customer => (scope.CustomerId, new Concerned(CustomerId: scope.CustomerId)),
            _ => (Guid.Empty, new Concerned()),
        };
        db.Record(clock, AuditAction.ListExported, organisation, input.List, concerned, new { input.Filters });
        await db.SaveChangesAsync(cancel);
        return Result.Done;
    }
}
