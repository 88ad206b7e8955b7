using System.Linq.Expressions;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>A line of the activity log.</summary>
public sealed record ActivityRow
{
    /// <summary>The lines' order: newest first.</summary>
    public static readonly KeysetOrder<AuditRecord, ActivityRow> Newest =
        Keyset.By<AuditRecord, ActivityRow, DateTimeOffset>(r => r.At, r => r.Id, r => r.At, r => r.Id, descending: true);

    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Action { get; init; }

    /// <summary>Name of the thing concerned, at that time.</summary>
    public required string SubjectName { get; init; }

    /// <summary>What changed; null where there is nothing to say or the reader may not know it.</summary>
    public required string? Details { get; init; }

    public required Guid? ActorUserId { get; init; }

    /// <summary>The person; null for somebody of a company the reader must not know of.</summary>
    public required string? ActorName { get; init; }

    public required string? ActorOrganisation { get; init; }

    public required Guid? ActorOrganisationId { get; init; }

    public required Guid? ProviderId { get; init; }

    public required Guid? ResellerId { get; init; }

    public required Guid? CustomerId { get; init; }

    /// <summary>The customer concerned, by its name now; null where the reader doesn't see it.</summary>
    public required string? CustomerName { get; init; }

    /// <summary>Where the request came from; null where the reader may not know it.</summary>
    public required string? SourceAddress { get; init; }

    public required string? CorrelationId { get; init; }

    /// <summary>The customer for which somebody of another organisation acted.</summary>
    public string? OnBehalfOf => ActorUserId is not null && ActorOrganisationId is not null && ActorOrganisationId != CustomerId ? CustomerName : null;

    /// <summary>Reads lines as they are stored; <see cref="ActivityReader.Show"/> takes out what the reader may not know.</summary>
    public static Expression<Func<AuditRecord, ActivityRow>> Of(PortalDbContext db) => r => new ActivityRow
    {
        Id = r.Id,
        At = r.At,
        Action = r.Action,
        SubjectName = r.SubjectName,
        Details = r.Details,
        ActorUserId = r.ActorUserId,
        ActorName = r.ActorName,
        ActorOrganisation = r.ActorOrganisation,
        ActorOrganisationId = r.ActorOrganisationId,
        ProviderId = r.ProviderId,
        ResellerId = r.ResellerId,
        CustomerId = r.CustomerId,
        CustomerName = db.Customers.Where(c => c.Id == r.CustomerId).Select(c => c.CompanyName).FirstOrDefault(),
        SourceAddress = r.SourceAddress,
        CorrelationId = r.CorrelationId,
    };

    /// <summary>The person, or what stands in for one.</summary>
    public string Who(IStringLocalizer T) =>
        ActorUserId is null ? (ActorName == Actor.Portal.Name ? T["The portal"] : T["Somebody not signed in"]) : ActorName ?? T["Another company"];

    /// <summary>The person with organisation and the customer acted for, in one line.</summary>
    public string WhoInFull(IStringLocalizer T)
    {
        var who = string.IsNullOrEmpty(ActorOrganisation) ? Who(T) : $"{Who(T)} ({ActorOrganisation})";
        return OnBehalfOf is null ? who : T["{0} for {1}", who, OnBehalfOf];
    }
}
