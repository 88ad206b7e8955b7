using System.Text.Json;
using System.Text.Json.Serialization;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Audit;

/// <summary>Writes lines of the activity log as part of a verb's save.</summary>
public static class AuditTrail
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Adds a line in the name of the context's actor; the caller saves.</summary>
    /// <param name="db">The context whose save makes it real.</param>
    /// <param name="clock">Time source.</param>
    /// <param name="action">A constant of <see cref="AuditAction"/>.</param>
    /// <param name="subjectId">The thing concerned.</param>
    /// <param name="subjectName">Its name now.</param>
    /// <param name="concerned">Whose logs show it.</param>
    /// <param name="details">What changed, written as JSON; never a secret.</param>
    /// <param name="actor">Who did it, where that is not the one acting in this unit of work (somebody just signing in).</param>
    public static void Record(
        this PortalDbContext db, TimeProvider clock, string action, Guid subjectId, string subjectName, Concerned concerned, object? details = null, Actor? actor = null) =>
        db.AuditRecords.Add(AuditRecord.Of(
            clock.GetUtcNow(),
            actor ?? db.Scope.Actor,
            action,
            subjectId,
            subjectName,
            concerned,
            details is null ? null : JsonSerializer.Serialize(details, Json)));
}
