namespace IndirectProvider.Tenancy;

/// <summary>Who did something, for the activity log.</summary>
/// <param name="UserId">The person, or null for the portal itself and for people not signed in.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Organisation">The person's organisation.</param>
/// <param name="SourceAddress">Network address the request came from, or null for workers.</param>
/// <param name="CorrelationId">Ties the row to the log lines of the same request, or null.</param>
public sealed record Actor(Guid? UserId, string Name, string Organisation, string? SourceAddress, string? CorrelationId)
{
    /// <summary>
    /// Id of the person's organisation, empty for the installation's operators. Null for the portal itself and for people not
    /// signed in.
    /// </summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>The portal's own workers.</summary>
    public static readonly Actor Portal = new(null, "Portal", "", null, null);
}
